//! Requests for files and for DOIs, and what the answers mean: a record, another try, or a
//! sentence that says what is wrong and what helps.
//!
//! DOIs are asked for by content negotiation, <https://citation.doi.org/docs.html>: Crossref,
//! DataCite, mEDRA and other agencies answer at doi.org. `Accept` with these media types needs no
//! preflight, so a plain cross-origin GET is all that happens.

use crate::record::identifier;

/// Where DOIs are resolved.
pub const REGISTRY: &str = "https://doi.org/";

/// CSL-JSON, else BibTeX, which a few agencies alone give.
const ACCEPT_DOI: &str = "application/vnd.citationstyles.csl+json, application/x-bibtex;q=0.5";

/// How long to wait before the second try where the answer does not say.
const BACK_OFF_MS: u32 = 1_000;

/// A longer wait than this is left to the reader.
const MAX_WAIT_MS: u32 = 10_000;

/// A longer answer than this is not read.
pub(crate) const MAX_BYTES: usize = 20_000_000;

/// What to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The address.
    pub url: String,
    /// The header `Accept`.
    pub accept: &'static str,
    /// How long to wait first.
    pub wait_ms: u32,
    /// Whether a redirect may not lead to another origin.
    pub same_origin: bool,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// The HTTP status; 0 where there was no answer.
    pub status: u16,
    /// `Content-Type`
    pub media_type: String,
    /// `Retry-After`, where the other side lets scripts see it.
    pub retry_after: String,
    /// The text.
    pub body: String,
    /// Why no text came: `offline`, `timeout`, `csp`, `invalid` for an invalid address, `too-large`,
    /// or anything else for "not reachable".
    pub error: String,
}

/// Why no record was found: one of the reasons of the event `citation-card-error`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// `network`, `not-found`, `no-record`, `unreadable`, `csp`
    pub reason: &'static str,
    /// A sentence for people, without a full stop.
    pub message: String,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is a text to read.
    Read,
    /// Worth another try after this wait.
    Again(u32),
    /// No.
    Failed(Failure),
}

impl Failure {
    /// A failure with its reason.
    pub fn new(reason: &'static str, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }
}

impl Request {
    /// The request for a DOI's record; nothing for a text without a DOI.
    pub fn for_doi(text: &str, registry: &str) -> Option<Self> {
        let url = identifier::doi_url(identifier::doi(text)?);
        let registry = registry.trim();
        let url = match url.strip_prefix(REGISTRY) {
            Some(path) if !registry.is_empty() => format!("{}/{path}", registry.trim_end_matches('/')),
            _ => url,
        };
        Some(Self { url, accept: ACCEPT_DOI, wait_ms: 0, same_origin: false })
    }

    /// The request for a file.
    pub fn for_file(url: &str) -> Self {
        Self { url: url.to_owned(), accept: "*/*", wait_ms: 0, same_origin: false }
    }

    /// The same once more, after a wait.
    pub fn again(&self, wait_ms: u32) -> Self {
        Self { wait_ms, ..self.clone() }
    }
}

impl Response {
    /// What this answer means for a request; `tried` says that it was the second one.
    pub fn verdict(&self, what: &What<'_>, tried: bool) -> Verdict {
        let wait = match self.retry_after.trim().parse::<u32>() {
            Ok(seconds) => seconds.saturating_mul(1_000).max(1),
            Err(_) => BACK_OFF_MS,
        };
        let passing = matches!(self.status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
            || self.status == 0 && !matches!(self.error.as_str(), "offline" | "csp" | "timeout" | "invalid");
        if passing && !tried && wait <= MAX_WAIT_MS {
            return Verdict::Again(wait);
        }
        let failed = |reason, message| Verdict::Failed(Failure::new(reason, message));
        let name = what.name();
        match self.status {
            200..=299 if self.error == "too-large" || self.body.len() > MAX_BYTES => {
                failed("unreadable", format!("what {name} sent is larger than 20 MB; {}", what.advice()))
            }
            200..=299 if self.status == 204 || self.body.trim().is_empty() => {
                failed("no-record", format!("{name} sent an empty answer; {}", what.advice()))
            }
            200..=299 => Verdict::Read,
            0 => self.unreached(what),
            404 | 410 => failed("not-found", what.missing()),
            401 | 403 => {
                failed("not-found", format!("{name} refused access ({}); {}", self.status, what.advice()))
            }
            406 | 415 => failed(
                "no-record",
                format!("{name} has no record in a format that the card reads; {}", what.advice()),
            ),
            429 => failed(
                "network",
                format!("{name} has received too many requests; wait a moment and try again"),
            ),
            status => {
                failed("network", format!("{name} cannot answer now (status {status}); try again later"))
            }
        }
    }

    fn unreached(&self, what: &What<'_>) -> Verdict {
        let name = what.name();
        let (reason, message) = match self.error.as_str() {
            "offline" => ("network", format!("there is no connection to the internet; {name} was not asked")),
            "timeout" => ("network", format!("{name} did not answer in time; try again")),
            "csp" => (
                "csp",
                format!("this page's Content-Security-Policy forbids asking {name}; allow it in connect-src"),
            ),
            "invalid" => ("not-found", format!("the address of {name} is invalid; {}", what.advice())),
            _ => ("network", format!("{name} could not be reached; {}", what.reach())),
        };
        Verdict::Failed(Failure::new(reason, message))
    }
}

/// What was asked for, for the sentences.
#[derive(Clone, Copy, Debug)]
pub enum What<'u> {
    /// A DOI.
    Doi(&'u str),
    /// The file at an address, and whether it is on the page's own origin.
    File(&'u str, bool),
}

impl What<'_> {
    fn name(&self) -> String {
        match self {
            Self::Doi(doi) => format!("the registry of DOI {doi}"),
            Self::File(url, _) => format!("the file {url}"),
        }
    }

    fn missing(&self) -> String {
        match self {
            Self::Doi(doi) => format!("there is no DOI {doi}; check it for typos"),
            Self::File(url, _) => format!("there is no file at {url}; check the attribute src"),
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::Doi(_) => "give the record inline or with src",
            Self::File(..) => "check the attribute src",
        }
    }

    fn reach(&self) -> &'static str {
        match self {
            Self::File(_, false) => {
                "check the connection, and whether that site allows it (Access-Control-Allow-Origin)"
            }
            _ => "check the connection and try again",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(status: u16, error: &str, retry_after: &str, tried: bool) -> Verdict {
        let response = Response {
            status,
            error: error.into(),
            retry_after: retry_after.into(),
            body: "{}".into(),
            ..Response::default()
        };
        response.verdict(&What::Doi("10.1/x"), tried)
    }

    #[track_caller]
    fn fails(verdict: Verdict, reason: &str, words: &str) {
        let Verdict::Failed(failure) = verdict else { panic!("{verdict:?}") };
        assert_eq!(failure.reason, reason);
        assert!(failure.message.contains(words), "{}", failure.message);
    }

    #[test]
    fn builds_addresses_that_stay_addresses() {
        let url =
            |doi, registry| Request::for_doi(doi, registry).map(|request| request.url).unwrap_or_default();
        assert_eq!(url("doi:10.1/a#b?c", ""), "https://doi.org/10.1/a%23b%3Fc");
        assert_eq!(url("https://doi.org/10.1/a", "http://localhost:80/"), "http://localhost:80/10.1/a");
        assert_eq!(url("no doi", ""), "");
    }

    #[test]
    fn tries_again_once_where_that_helps() {
        assert_eq!(verdict(429, "", "3", false), Verdict::Again(3_000));
        assert_eq!(verdict(429, "", "", false), Verdict::Again(BACK_OFF_MS));
        assert_eq!(verdict(503, "", "", false), Verdict::Again(BACK_OFF_MS));
        assert_eq!(verdict(0, "network", "", false), Verdict::Again(BACK_OFF_MS));
        fails(verdict(429, "", "3600", false), "network", "too many requests");
        fails(verdict(429, "", "3", true), "network", "too many requests");
        fails(verdict(503, "", "", true), "network", "503");
    }

    #[test]
    fn says_what_is_wrong_and_what_helps() {
        assert_eq!(verdict(200, "", "", false), Verdict::Read);
        fails(verdict(404, "", "", false), "not-found", "typos");
        fails(verdict(406, "", "", false), "no-record", "inline or with src");
        fails(verdict(0, "offline", "", false), "network", "no connection");
        fails(verdict(0, "timeout", "", false), "network", "in time");
        fails(verdict(0, "csp", "", false), "csp", "connect-src");
        fails(verdict(0, "invalid", "", false), "not-found", "invalid");
        fails(verdict(200, "too-large", "", false), "unreadable", "20 MB");
        let file = What::File("https://other.example/a.bib", false);
        fails(Response::default().verdict(&file, true), "network", "Access-Control-Allow-Origin");
    }
}
