//! The card: a work's records to what people see, copy and save. Yew components.
//!
//! [`CitationCard`] is pure in its [`CardProps`]: it never fetches, it says what it needs.

pub mod payload;
pub mod props;
pub mod settings;

use yew::{Html, component, html};

pub use payload::{Payload, Refusal, Target, payload, target};
pub use props::{Assets, CardEvent, CardProps, Load, Need, Reason, ReportRow, Status, StyleEntry};
pub use settings::{Layout, Section, Sections, Settings};

/// The look of the card, for a constructable style sheet.
pub const CSS: &str = include_str!("../../styles/css/card.css");

/// The card.
#[component]
pub fn CitationCard(props: &CardProps) -> Html {
    html! { <article>{ props.records.first().map(|record| record.title().to_owned()) }</article> }
}
