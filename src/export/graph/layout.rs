//! Where the boxes of a picture lie when no Graphviz is there to say so: by forces, without chance.

/// Half the width and half the height that a box takes.
pub(super) type Half = (f64, f64);

/// Distance at which two that a relationship joins are left alone.
const LENGTH: f64 = 60.0;

/// Rounds of forces for a small picture; a large one gets fewer, as each takes time with the square of its boxes.
const ROUNDS: usize = 320;
const LEAST_ROUNDS: usize = 20;
const MOST_STEPS: usize = 200_000_000;

/// The golden angle, by which the first places lie evenly round the middle.
const TURN: f64 = 2.399_963;

/// Middles of boxes that do not overlap. All push each other off, relationships pull together, all are drawn to the
/// middle (Fruchterman and Reingold, 1991, with a spring for each relationship); then the boxes are spread over a frame
/// of their own size and parted. The same input always gives the same places.
pub(super) fn lay_out(boxes: &[Half], joined: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut places: Vec<(f64, f64)> = (0..boxes.len())
        .map(|at| {
            let at = as_f64(at);
            let far = 34.0 * (at + 0.5).sqrt();
            (far * (at * TURN).cos(), far * (at * TURN).sin())
        })
        .collect();
    let rounds = (MOST_STEPS / (boxes.len() * boxes.len()).max(1)).clamp(LEAST_ROUNDS, ROUNDS);
    for round in 0..rounds {
        let heat = 22.0 * (1.0 - as_f64(round) / as_f64(rounds)) + 0.5;
        let forces = forces(&places, joined);
        for (place, force) in places.iter_mut().zip(forces) {
            let step = force.0.hypot(force.1).max(1e-9);
            let most = step.min(heat) / step;
            *place = (place.0 + force.0 * most, place.1 + force.1 * most);
        }
    }
    spread(&mut places, boxes);
    part(&mut places, boxes);
    places
}

fn forces(places: &[(f64, f64)], joined: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut forces: Vec<(f64, f64)> = places.iter().map(|&(x, y)| (-0.03 * x, -0.03 * y)).collect();
    for one in 0..places.len() {
        for other in one + 1..places.len() {
            let (x, y) = (places[one].0 - places[other].0, places[one].1 - places[other].1);
            let push = LENGTH * LENGTH * 0.09 / (x * x + y * y + 25.0);
            forces[one].0 += x * push;
            forces[one].1 += y * push;
            forces[other].0 -= x * push;
            forces[other].1 -= y * push;
        }
    }
    for &(one, other) in joined {
        let (x, y) = (places[other].0 - places[one].0, places[other].1 - places[one].1);
        let far = x.hypot(y).max(1e-9);
        let pull = 0.05 * (far - LENGTH) / far;
        forces[one].0 += x * pull;
        forces[one].1 += y * pull;
        forces[other].0 -= x * pull;
        forces[other].1 -= y * pull;
    }
    forces
}

/// Spreads the places over a frame, three to two, with room for all boxes and what runs between them.
fn spread(places: &mut [(f64, f64)], boxes: &[Half]) {
    let area: f64 = boxes.iter().map(|(wide, high)| (2.0 * wide + 24.0) * (2.0 * high + 24.0)).sum();
    let height = (area * 2.2 / 1.5).sqrt();
    let fit = |values: &mut dyn Iterator<Item = &mut f64>, size: f64| {
        let values: Vec<&mut f64> = values.collect();
        let least = values.iter().map(|value| **value).fold(f64::INFINITY, f64::min);
        let most = values.iter().map(|value| **value).fold(f64::NEG_INFINITY, f64::max);
        for value in values {
            *value = if most > least { ((*value - least) / (most - least) - 0.5) * size } else { 0.0 };
        }
    };
    fit(&mut places.iter_mut().map(|place| &mut place.0), height * 1.5);
    fit(&mut places.iter_mut().map(|place| &mut place.1), height);
}

/// Moves boxes that overlap apart, each pair along the shorter way.
fn part(places: &mut [(f64, f64)], boxes: &[Half]) {
    let rounds = (MOST_STEPS / (boxes.len() * boxes.len()).max(1)).clamp(LEAST_ROUNDS, ROUNDS);
    for _ in 0..rounds {
        let mut is_parted = true;
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                let (x, y) = (places[other].0 - places[one].0, places[other].1 - places[one].1);
                let over = boxes[one].0 + boxes[other].0 - x.abs();
                let under = boxes[one].1 + boxes[other].1 - y.abs();
                if over <= 0.0 || under <= 0.0 {
                    continue;
                }
                is_parted = false;
                if under <= over {
                    let by = (under / 2.0 + 0.01).copysign(y);
                    places[one].1 -= by;
                    places[other].1 += by;
                } else {
                    let by = (over / 2.0 + 0.01).copysign(x);
                    places[one].0 -= by;
                    places[other].0 += by;
                }
            }
        }
        if is_parted {
            return;
        }
    }
}

/// Numbers of boxes are far below what a float counts exactly.
#[expect(clippy::cast_precision_loss, reason = "numbers of boxes are small")]
fn as_f64(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_lie_apart_and_neighbours_near() {
        let boxes: Vec<Half> = (0..40).map(|at| (20.0 + f64::from(at % 3) * 10.0, 9.0)).collect();
        let joined: Vec<(usize, usize)> = (1..40).map(|at| (at % 2, at)).filter(|(a, b)| a != b).collect();
        let places = lay_out(&boxes, &joined);
        for one in 0..boxes.len() {
            for other in one + 1..boxes.len() {
                let (x, y) = (places[one].0 - places[other].0, places[one].1 - places[other].1);
                let over = boxes[one].0 + boxes[other].0 - x.abs();
                let under = boxes[one].1 + boxes[other].1 - y.abs();
                assert!(over <= 0.1 || under <= 0.1, "{one} and {other} overlap by {over} and {under}");
            }
        }
        let far = |a: usize, b: usize| (places[a].0 - places[b].0).hypot(places[a].1 - places[b].1);
        let mean =
            |hub: usize, even: usize| (4..40).filter(|at| at % 2 == even).map(|at| far(hub, at)).sum::<f64>();
        assert!(mean(0, 0) < mean(0, 1), "a hub lies among its own");
        assert_eq!(places, lay_out(&boxes, &joined));
    }

    #[test]
    fn one_box_and_none() {
        assert!(lay_out(&[], &[]).is_empty());
        assert_eq!(lay_out(&[(10.0, 5.0)], &[(0, 0)]), [(0.0, 0.0)]);
    }
}
