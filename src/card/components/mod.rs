//! The parts of the card, from top to bottom: each a Yew component that renders again when its
//! props change.

mod abstract_;
mod actions;
mod announcer;
mod authors;
mod cite_panel;
mod copy_button;
mod details;
mod header;
mod icon;
mod in_text;
mod inline;
mod keywords;
mod opener;
mod picker;
mod problems;
mod report;
mod section;
mod sections;
mod sheet;
mod tabs;
mod toggle;
mod topics;
mod works;

pub use announcer::Announcer;
pub use cite_panel::CitePanel;
pub use header::Header;
pub use inline::Inline;
pub use opener::Opener;
pub use problems::Problems;
pub use report::Report;
pub use sections::MoreSections;
pub use works::Works;
