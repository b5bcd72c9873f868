//! A section with its heading, and the levels of headings.

use yew::{Html, Properties, component, html};

/// The props of [`Section`].
#[derive(Properties, PartialEq)]
pub struct SectionProps {
    /// Its `::part`.
    pub part: &'static str,
    /// The words of its heading.
    pub label: &'static str,
    /// The level of the title's heading; `None` where the page wants no headings.
    pub heading: Option<u8>,
    /// What is in it.
    pub children: Html,
}

/// The section.
#[component]
pub fn Section(props: &SectionProps) -> Html {
    let heading = heading_tag(props.heading, 1);
    html! {
        <section part={props.part} role="group" aria-label={props.label} class="section">
            <@{heading} class="label">{props.label}</@>
            {props.children.clone()}
        </section>
    }
}

/// The tag of a heading so many levels below the title's; a paragraph where the page wants none.
pub fn heading_tag(title: Option<u8>, below: u8) -> &'static str {
    match title.map(|level| level.saturating_add(below)) {
        Some(0 | 1) => "h1",
        Some(2) => "h2",
        Some(3) => "h3",
        Some(4) => "h4",
        Some(5) => "h5",
        Some(_) => "h6",
        None => "p",
    }
}
