//! The parts of the card, from top to bottom. Each is a Yew component that renders again when its
//! props change; what is a few elements only is a function.

mod abstract_;
mod actions;
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
mod owner;
mod picker;
mod section;
mod sections;
mod sheet;
mod tabs;
mod topics;
mod works;

pub use actions::announcements;
pub use cite_panel::{CitePanel, heading as cite_heading};
pub use header::Header;
pub use inline::Inline;
pub use opener::Opener;
pub use owner::{problems, report};
pub use sections::MoreSections;
pub use works::Works;
