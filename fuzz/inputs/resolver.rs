//! The way from a card's settings to its records, with made answers: the input's parts, separated by a
//! zero byte, are the settings and then what each question gets. It ends, whatever the answers.

use citation_card::discovery::{
    Answer, Follow, Inline, Link, Meta, Next, Page, Resolver, Response, Settings, SourceKind,
};

/// More questions than any card asks.
const LIMIT: usize = 200;

/// Tries an input.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut parts = text.split('\0').map(str::to_owned);
    let mut part = || parts.next().unwrap_or_default();
    let settings = Settings {
        from: SourceKind::parse(&part()).unwrap_or_default(),
        src: part(),
        doi: part(),
        inline: vec![Inline { media_type: part(), text: part(), problem: None }],
        follow: if part().is_empty() { Follow::SameOrigin } else { Follow::Any },
        debug: true,
        ..Settings::default()
    };
    let mut resolver = Resolver::new(settings);
    let mut answer = None;
    for _ in 0..LIMIT {
        answer = Some(match resolver.next(answer) {
            Next::Done(_) => return,
            Next::Page => Answer::Page(page(&part(), &part())),
            Next::Element(_) => {
                Answer::Element(Some(Inline { media_type: part(), text: part(), problem: None }))
            }
            Next::Fetch(_) => Answer::Fetched(response(&part(), part(), part())),
        });
    }
    panic!("the resolver asks for ever");
}

fn page(links: &str, json_ld: &str) -> Page {
    let link = |line: &str| {
        let (rel, href) = line.split_once(' ').unwrap_or(("describedby", line));
        Link {
            rel: rel.to_owned(),
            kind: "application/x-bibtex".to_owned(),
            href: href.to_owned(),
            ..Link::default()
        }
    };
    Page {
        url: "https://example.org/a".to_owned(),
        metas: vec![Meta { name: "citation_title".into(), content: links.to_owned(), ..Meta::default() }],
        links: links.lines().map(link).collect(),
        json_ld: vec![json_ld.to_owned()],
        ..Page::default()
    }
}

fn response(status: &str, media_type: String, body: String) -> Response {
    Response { status: status.trim().parse().unwrap_or(200), media_type, body, ..Response::default() }
}
