//! A Yew application that shows a publication. From an empty crate:
//!
//! ```sh
//! cargo add yew --features csr
//! cargo add citation-card
//! cargo add citation-card-assets --features yew
//! ```

use citation_card_assets::CitationCard;
use yew::{Html, function_component, html};

const WORK: &str = "@article{shannon1948, author = {Shannon, C. E.}, year = 1948,
    title = {A Mathematical Theory of Communication}, journal = {Bell System Technical Journal},
    volume = 27, number = 3, pages = {379--423}}";

#[function_component]
pub(crate) fn App() -> Html {
    html! { <CitationCard records={citation_card::read(WORK, None).records} /> }
}

#[allow(dead_code, reason = "a test includes this file as a module")]
fn main() {
    yew::Renderer::<App>::new().render();
}
