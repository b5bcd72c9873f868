//! A neutral snapshot of a page's metadata, so that everything after it is pure and natively tested.
//!
//! In the browser `src/element/page.js` takes it; on the command line `cli/src/report/page.rs`
//! takes it from a saved file. Both write the same JSON, which [`Page::from_json`] reads.

use crate::record::Json;
use crate::text::{case, parts};

/// The metadata of a page, in document order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The address, without a fragment.
    pub url: String,
    /// `lang` of the root element.
    pub lang: String,
    /// The text of `<title>`.
    pub title: String,
    /// The day of the visit in the reader's calendar, ISO 8601; empty where nobody says it.
    pub today: String,
    /// `<meta name>` and `<meta property>`, in the head and in the body: one for each name of a tag.
    pub metas: Vec<Meta>,
    /// `<link rel href>`.
    pub links: Vec<Link>,
    /// The texts of `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
    /// The `title` attributes of `<span class="Z3988">`.
    pub coins: Vec<String>,
    /// Top-level items of microdata and RDFa, as JSON-LD: `@type`, `@id` and the properties.
    pub microdata: Vec<Json>,
    /// What the collector left out because there was too much of it, one phrase each.
    pub left_out: Vec<String>,
    /// Why the head belongs to another address than this one, so that it was left out.
    pub stale: Option<String>,
}

/// A meta tag.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// `name`, else `property`.
    pub name: String,
    /// `content`.
    pub content: String,
    /// `lang` or `xml:lang`.
    pub lang: String,
    /// `scheme`, such as `DCTERMS.URI`.
    pub scheme: String,
}

/// A link to something about the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// `rel`, lower case.
    pub rel: String,
    /// `type`, lower case, without parameters.
    pub kind: String,
    /// `href`, resolved to an absolute address.
    pub href: String,
    /// `title`.
    pub title: String,
}

impl Page {
    /// A page from the collector's JSON: an object with this type's fields, `metas` and `links` as
    /// lists of lists of texts in the order of their fields.
    pub fn from_json(value: &Json) -> Self {
        let text = |key: &str| value.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let items = |key: &str| value.get(key).map_or(&[][..], Json::items);
        let texts = |key: &str| items(key).iter().filter_map(Json::as_str).map(str::to_owned).collect();
        let cell =
            |row: &Json, at: usize| row.items().get(at).and_then(Json::as_str).unwrap_or_default().to_owned();
        let meta = |row: &Json| Meta {
            name: cell(row, 0),
            content: cell(row, 1),
            lang: cell(row, 2),
            scheme: cell(row, 3),
        };
        let link = |row: &Json| Link {
            rel: case::to_lower(&cell(row, 0)),
            kind: Self::bare_type(&cell(row, 1)),
            href: cell(row, 2),
            title: cell(row, 3),
        };
        Self {
            url: text("url"),
            lang: text("lang"),
            title: text("title"),
            today: text("today"),
            metas: items("metas").iter().map(meta).collect(),
            links: items("links").iter().map(link).collect(),
            json_ld: texts("jsonLd"),
            coins: texts("coins"),
            microdata: items("microdata").to_vec(),
            left_out: texts("leftOut"),
            stale: None,
        }
    }

    /// A media type without its parameters, lower case.
    pub(crate) fn bare_type(media_type: &str) -> String {
        parts::first(media_type, ";").to_ascii_lowercase()
    }

    /// The origin of an `http` or `https` address: scheme, host and port, lower case.
    pub fn origin(url: &str) -> Option<String> {
        let (scheme, rest) = url.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "http" && scheme != "https" {
            return None;
        }
        let host = parts::first(rest, "/?#\\").to_ascii_lowercase();
        let host = host.strip_suffix(if scheme == "https" { ":443" } else { ":80" }).unwrap_or(&host);
        (!host.is_empty() && !host.contains('@')).then(|| format!("{scheme}://{host}"))
    }
}
