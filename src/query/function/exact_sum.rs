//! Sums that do not depend on the order of their terms.

/// An exact sum of floats: Shewchuk's expansion of partial sums without overlap, as Python's `math.fsum` keeps it. The
/// result is the exact sum, rounded once, so equal multisets give equal results in any order of rows.
#[derive(Clone, Debug, Default)]
pub(super) struct ExactSum {
    partials: Vec<f64>,
    /// Sum of infinities and NaNs, which the expansion cannot hold.
    special: f64,
}

impl ExactSum {
    /// Adds a term.
    pub(super) fn add(&mut self, term: f64) {
        if !term.is_finite() {
            self.special += term;
            return;
        }
        let mut x = term;
        let mut kept = 0;
        for i in 0..self.partials.len() {
            let mut y = self.partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.partials.truncate(kept);
        if x.is_finite() {
            self.partials.push(x);
        } else {
            self.special += x;
        }
    }

    /// Adds all terms of another sum.
    pub(super) fn join(&mut self, other: &Self) {
        other.partials.iter().for_each(|term| self.add(*term));
        self.special += other.special;
    }

    /// The sum, rounded to the nearest float.
    pub(super) fn value(&self) -> f64 {
        if self.special != 0.0 {
            return self.special;
        }
        let mut rest = self.partials.iter().rev();
        let Some(&first) = rest.next() else { return 0.0 };
        let mut high = first;
        let mut low = 0.0;
        for &next in rest.by_ref() {
            let sum = high + next;
            low = next - (sum - high);
            high = sum;
            if low != 0.0 {
                break;
            }
        }
        // A tie of the last rounding is decided by the partial that was not added yet.
        if let Some(&next) = rest.next()
            && (low < 0.0) == (next < 0.0)
        {
            let doubled = low * 2.0;
            let sum = high + doubled;
            if doubled == sum - high {
                return sum;
            }
        }
        high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter() {
        let terms = [1e16, 1.0, -1e16, 0.1, 0.2, 0.3, 1e-300];
        let sum = |terms: &mut dyn Iterator<Item = f64>| {
            let mut sum = ExactSum::default();
            terms.for_each(|term| sum.add(term));
            sum.value()
        };
        let forward = sum(&mut terms.iter().copied());
        assert_eq!(forward, sum(&mut terms.iter().rev().copied()));
        assert_eq!(forward, 1.6);
        assert!(sum(&mut [f64::INFINITY, f64::NEG_INFINITY].into_iter()).is_nan());
        assert_eq!(sum(&mut [f64::INFINITY, 1.0].into_iter()), f64::INFINITY);
        assert_eq!(sum(&mut std::iter::empty()), 0.0);
    }
}
