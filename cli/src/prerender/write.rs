//! Records and a card's settings → HTML: the fallback of a card, or the whole card in a declarative
//! shadow root (<https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode>).

use citation_card::Record;
use citation_card::card::{
    self, Assets, CardProps, CitationCard, Layout, Payload, PayloadError, Settings, Target, first_style,
    payload, target,
};
use citation_card_assets::assets_for;
use std::rc::Rc;
use yew::LocalServerRenderer;

/// The formats that a card shows as files where it names none.
const FORMATS: &[&str] = &["bibtex", "ris", "csl-json"];
/// The style of a card that names only formats.
const STYLE: &str = "apa";

/// Where scripts run, the card is what it is going to be, so that nothing moves when the element takes
/// over. Where they never do, its buttons give way to the files.
const FILES_CSS: &str = ":host{display:block}:host([hidden]){display:none!important}.files{display:none}\
    @media (scripting:none){.files{display:block}[role=tablist],select,button{display:none!important}}";

/// The references, and each file in a `<details>`.
pub(crate) fn fallback(
    records: &[Record],
    settings: &Settings,
    problems: &mut Vec<String>,
) -> Option<String> {
    let assets = assets_for(settings);
    let html = references(records, settings, &assets).map_err(|problem| problems.push(problem)).ok()?;
    let html = if records.len() == 1 { format!("<p>{html}</p>") } else { html };
    Some(format!("<div>{html}{}</div>", files(records, settings, &assets)))
}

/// The card.
pub(crate) fn shadow(records: Vec<Record>, settings: Settings) -> Option<String> {
    let assets = assets_for(&settings);
    let mut more = files(&records, &settings, &assets);
    if settings.layout == Layout::Button {
        // The dialog does not open without a script.
        let html = references(&records, &settings, &assets).unwrap_or_default();
        more = format!("<p>{html}</p>{more}");
    }
    let [css, host] = [card::CSS, FILES_CSS];
    let card = render(records, settings, assets)?;
    Some(format!(
        "<template shadowrootmode=\"open\"><style>{host}{css}</style>{card}<div class=\"files\">{more}</div></template>"
    ))
}

fn render(records: Vec<Record>, settings: Settings, assets: Assets) -> Option<String> {
    let props = move || CardProps {
        number: Some(0),
        records: Rc::new(records),
        problems: Rc::default(),
        status: card::Status::Ready,
        settings: Rc::new(settings),
        assets: Rc::new(assets),
        report: Rc::default(),
        near: true,
        local: false,
        on: yew::Callback::noop(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().ok()?;
    let renderer = LocalServerRenderer::<CitationCard>::with_props(props()).hydratable(false);
    Some(runtime.block_on(renderer.render()))
}

/// The references in the style that the card shows first, as HTML.
fn references(records: &[Record], settings: &Settings, assets: &Assets) -> Result<String, String> {
    let first = first_style(settings, assets);
    let named = settings.tabs.iter().chain(&settings.styles).map(String::as_str);
    let usable = named.chain([STYLE]).map(str::to_owned);
    // The style shown first may be a format, or not come with the program.
    let mut refused = None;
    for id in first.into_iter().chain(usable) {
        if matches!(target(&id, assets), Some(Target::Format(_))) {
            continue;
        }
        let only = Settings { selected: Some(id.clone()), tabs: vec![id.clone()], ..settings.clone() };
        match payload(records, &id, &assets_for(&only), &only) {
            Ok(Payload { html: Some(html), .. }) => return Ok(html),
            Ok(_) => {}
            Err(PayloadError::Failed(_, failure)) => refused = refused.or(Some(failure.message)),
            Err(_) => {}
        }
    }
    Err(refused.unwrap_or_else(|| "no style that comes with the program is named".to_owned()))
}

/// The files that the card offers, each with its text and a link that saves it.
fn files(records: &[Record], settings: &Settings, assets: &Assets) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for id in settings.tabs.iter().chain(&settings.formats) {
        if let Some(Target::Format(info)) = target(id, assets) {
            if !ids.contains(&info.id) {
                ids.push(info.id);
            }
        }
    }
    if ids.is_empty() {
        ids = FORMATS.to_vec();
    }
    let mut out = String::new();
    for id in ids {
        let Some(Target::Format(info)) = target(id, assets) else { continue };
        let Ok(payload) = payload(records, id, assets, settings) else { continue };
        let Ok(file) = payload.file(assets) else { continue };
        let [name, file_name, text] = [info.name, &file.name, &payload.text].map(escaped);
        let address = format!("data:{};charset=utf-8,{}", info.media_type, encoded(&file.text));
        out += &format!(
            "<details><summary>{name}</summary><pre>{text}</pre><a href=\"{address}\" download=\"{file_name}\">{file_name}</a></details>"
        );
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text as the data of an address: RFC 3986, unreserved characters as they are.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}
