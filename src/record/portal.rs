//! What a portal page shows of a work beyond CSL: CSL-JSON carries it in its `custom` object.

use super::Json;

/// The part of a record that lives in CSL-JSON's `custom`. Corresponding authors and ORCID iDs
/// are there in JSON as well, but belong to a [`super::Name`] here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Portal {
    /// `Research output: Contribution to journal › Article › peer-review`; JSON key `type-line`.
    pub type_line: Option<String>,
    /// Citation counts, downloads and the like; JSON key `metrics`.
    pub metrics: Vec<Metric>,
    /// Weighted research topics (Pure's "Fingerprint"); JSON key `topics`.
    pub topics: Vec<Topic>,
    /// `Published`, `In press`; JSON key `publication-status`.
    pub publication_status: Option<String>,
    /// JSON key `externally-published`.
    pub externally_published: Option<bool>,
    /// The DOI of all versions together; JSON key `concept-doi`.
    pub concept_doi: Option<String>,
    /// Other versions of the work; JSON key `versions`.
    pub versions: Vec<Version>,
    /// All other keys of `custom`, as they came.
    pub other: Vec<(String, Json)>,
}

/// A count with its source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metric {
    /// `citations`, `downloads`, or the portal's own word.
    pub label: String,
    /// The count.
    pub count: u64,
    /// Who counted: `Scopus`.
    pub source: Option<String>,
    /// Where the count can be looked up.
    pub url: Option<String>,
}

/// A research topic with its weight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topic {
    /// `Mental Health Service`
    pub name: String,
    /// From 0 to 1.
    pub weight: f64,
    /// The thesaurus or discipline: `Psychology`.
    pub group: Option<String>,
}

/// A version of the work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Version {
    /// `v2.1`
    pub version: String,
    /// Its bare DOI.
    pub doi: Option<String>,
    /// Its date, ISO 8601.
    pub date: Option<String>,
}

impl Portal {
    /// Takes from `other` what this one lacks.
    pub fn fill_from(&mut self, other: &Self) {
        fn option<T: Clone>(mine: &mut Option<T>, theirs: &Option<T>) {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        }
        fn list<T: Clone>(mine: &mut Vec<T>, theirs: &[T]) {
            if mine.is_empty() {
                mine.extend_from_slice(theirs);
            }
        }
        option(&mut self.type_line, &other.type_line);
        list(&mut self.metrics, &other.metrics);
        list(&mut self.topics, &other.topics);
        option(&mut self.publication_status, &other.publication_status);
        option(&mut self.externally_published, &other.externally_published);
        option(&mut self.concept_doi, &other.concept_doi);
        list(&mut self.versions, &other.versions);
        for (key, value) in &other.other {
            if !self.other.iter().any(|(have, _)| have == key) {
                self.other.push((key.clone(), value.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays_and_what_is_missing_is_filled() {
        let topics = |name: &str| vec![Topic { name: name.to_owned(), ..Topic::default() }];
        let other = |key: &str, value: &str| (key.to_owned(), Json::String(value.to_owned()));
        let mut mine = Portal {
            type_line: Some("Article".into()),
            topics: topics("Rivers"),
            other: vec![other("a", "1")],
            ..Portal::default()
        };
        let theirs = Portal {
            type_line: Some("Book".into()),
            publication_status: Some("Published".into()),
            topics: topics("Lakes"),
            other: vec![other("a", "2"), other("b", "3")],
            ..Portal::default()
        };
        mine.fill_from(&theirs);
        assert_eq!(mine.type_line.as_deref(), Some("Article"));
        assert_eq!(mine.publication_status.as_deref(), Some("Published"));
        assert_eq!(mine.topics, topics("Rivers"));
        assert_eq!(mine.other, [other("a", "1"), other("b", "3")]);
        let mut empty = Portal::default();
        empty.fill_from(&theirs);
        assert_eq!(empty, theirs);
    }
}
