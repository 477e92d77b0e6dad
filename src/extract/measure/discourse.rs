//! What the sentences before are about, where a figure names only its metric: 加快建成国家级|高端装备产业集群|….|…,力争实现营收450亿元.
//!
//! The paragraph is read backwards and only when a bare metric has found no owner in its own sentence. A sentence that opens with
//! the speaker's whole place (全市) or with something else ends the search; which kind of thing a metric can belong to, the table says.

use super::super::lexicon::{Role, WordRole};
use super::name::Namer;
use super::object::behind_verbs;
use super::phrase::{self, Phrase};
use super::view::View;
use crate::source::Span;

/// Most sentences back.
const MAX_BACK: usize = 4;

/// Most characters of what a sentence is about.
const MAX_TOPIC: usize = 18;

/// Most characters of a sentence that only says how something fares: 经营主体稳步壮大.
const MAX_BRIEF: usize = 14;

impl Namer<'_, '_> {
    /// The owner of `metric` that a sentence before in the paragraph opens with, or the fair that its heading names.
    pub(super) fn spoken_of_before(&self, metric: &str) -> Option<String> {
        let view = self.view;
        let sentences = view.context.rsplit(['。', ';', '!', '?']).filter(|text| !text.is_empty());
        for sentence in sentences.take(MAX_BACK) {
            let head = sentence.split([',', ':']).next().unwrap_or_default();
            if view.lexicon.lists[Role::OwnLevel].start_of(head).is_some() {
                return None;
            }
            match opening(view, head) {
                Some((topic, _)) if self.can_have(&topic, metric) => return Some(topic),
                // 品牌价值…: another subject has taken its place.
                Some((_, false)) => return None,
                _ => {}
            }
        }
        let fair = view.words(WordRole::FairMetric).contains(metric);
        let headed = || opening(view, view.heading).map(|(topic, _)| topic);
        headed().filter(|topic| fair && self.can_have(topic, metric))
    }

    /// What the brief sentence before says how it fares: 经营主体稳步壮大.|总量达86万户.
    pub(super) fn brief_before(&self) -> Option<String> {
        let view = self.view;
        let sentence = view.context.strip_suffix('。')?.rsplit(['。', ';', '!', '?']).next()?;
        let brief = sentence.chars().count() <= MAX_BRIEF && !sentence.contains([',', ':', '、']);
        let topic = view.words(WordRole::Party).first_in(sentence).filter(|_| brief)?;
        Some(sentence[..topic.end].to_owned()).filter(|topic| topic.chars().all(char::is_alphabetic))
    }

    /// Whether `topic` is of the kind that has `metric`.
    fn can_have(&self, topic: &str, metric: &str) -> bool {
        let view = self.view;
        let fair = view.words(WordRole::FairMetric).contains(metric);
        match view.words(WordRole::Fair).end_of(topic) {
            Some(_) => fair,
            None if fair => false,
            // 重点企业 are of no kind.
            None => view
                .words(WordRole::Cluster)
                .end_of(topic)
                .is_some_and(|kind| topic.len() > kind.len() + '业'.len_utf8() && !self.is_generic(topic)),
        }
    }
}

/// What `head`, the first clause of a sentence, is about, and whether a verb stands before it: 加快建成|甲产业集群, 甲展会|圆满成功.
fn opening(view: &View<'_>, head: &str) -> Option<(String, bool)> {
    let words = View::of_words(head, view.lexicon);
    let whole = Span::new(0, head.len());
    let start = phrase::trim_start(&words, whole, &mut Phrase::default()).min(head.len());
    let behind = behind_verbs(&words, Span::new(start, head.len()));
    let from = behind.unwrap_or(start);
    let stop =
        words.cues_in(Span::new(from, head.len())).find(|cue| cue.span.start > from && cue.span.len() > 3);
    let noun = &head[from..stop.map_or(head.len(), |cue| cue.span.start)];
    // 第二届|进口博览会|圆满成功.
    let end = view.words(WordRole::Fair).first_in(noun).map_or(noun.len(), |fair| fair.end);
    let noun = &noun[..end];
    let grade = view.words(WordRole::TopGrade).start_of(noun).map_or(0, str::len);
    let noun = &noun[grade..];
    let topic = phrase::clean(noun);
    let fits = (2..=MAX_TOPIC).contains(&topic.chars().count()) && !topic.contains(['、', '和', '与']);
    fits.then_some((topic, behind.is_some()))
}
