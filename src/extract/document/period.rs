//! Tells what was done from what is planned where no heading does: a torn report, a newspaper's summary.
//! Such a text looks back first and then ahead, so one place parts the two.

use super::super::lexicon::PeriodWords;
use super::identity::Identity;
use super::section::{Period, Section};

/// Least weight of words on one side for a decision.
const MIN_EVIDENCE: f32 = 4.0;

/// Least weight of the words of plans, those of things done taken off, behind the place where a text turns to them.
const MIN_AHEAD: f32 = 1.5;

/// Gives every run of sections without a time the time that its words tell, parting a section in two where they turn.
pub(crate) fn infer(
    text: &str,
    sections: &mut Vec<Section>,
    marks: &mut Vec<(usize, usize)>,
    identity: &Identity,
    words: &PeriodWords,
) {
    let old = std::mem::take(marks);
    let mut at = 0;
    while at < old.len() {
        let is_unknown = |mark: &(usize, usize)| sections[mark.1].period == Period::Unknown;
        let n = old[at..].iter().take_while(|mark| is_unknown(mark)).count();
        if n == 0 {
            marks.push(old[at]);
            at += 1;
            continue;
        }
        let run = &old[at..at + n];
        let end = old.get(at + n).map_or(text.len(), |mark| mark.0);
        let Some(turn) = turn(&text[run[0].0..end], words).map(|turn| turn + run[0].0) else {
            marks.extend_from_slice(run);
            at += n;
            continue;
        };
        for (i, &(from, section)) in run.iter().enumerate() {
            let to = run.get(i + 1).map_or(end, |mark| mark.0);
            if from < turn {
                set(&mut sections[section], Period::Review, identity);
                marks.push((from, section));
            }
            if turn < to {
                let mut ahead = sections[section].clone();
                set(&mut ahead, Period::Plan, identity);
                if from < turn {
                    marks.push((turn, sections.len()));
                    sections.push(ahead);
                } else {
                    sections[section] = ahead;
                    marks.push((from, section));
                }
            }
        }
        at += n;
    }
}

fn set(section: &mut Section, period: Period, identity: &Identity) {
    section.period = period;
    section.year = match period {
        Period::Review => identity.review_year,
        Period::Plan => identity.plan_year(),
        Period::Unknown => None,
    };
}

/// Where the text turns from what was done to what is planned: at the paragraph that leaves most of the words on the
/// right sides. None when the words are too few.
fn turn(text: &str, words: &PeriodWords) -> Option<usize> {
    let mut start = 0;
    let leans: Vec<(usize, f32)> = text
        .split('\n')
        .map(|line| {
            let lean = (start, words.lean(line));
            start += line.len() + 1;
            lean
        })
        .collect();
    let evidence = leans.iter().map(|(_, lean)| lean.abs()).sum::<f32>();
    // Right sides: plan words behind the turn, words of things done before it.
    let mut right: f32 = leans.iter().map(|(_, lean)| lean).sum();
    let mut best = (0, right);
    for (i, (_, lean)) in leans.iter().enumerate() {
        right -= 2.0 * lean;
        if right > best.1 {
            let after = leans.get(i + 1).map_or(text.len(), |(start, _)| *start);
            best = (after, right);
        }
    }
    // A last paragraph that says little either way goes on with what was done.
    let best = if best.1 - right < 2.0 * MIN_AHEAD { (text.len(), right) } else { best };
    (evidence >= MIN_EVIDENCE && best.1 >= evidence / 2.0).then_some(best.0)
}
