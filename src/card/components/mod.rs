//! The parts of the card, from top to bottom. Each is a Yew component that renders again when its
//! props change; what is a few elements only is a function.

mod abstract_;
mod actions;
mod authors;
mod cite_panel;
mod code;
mod copy_button;
mod details;
mod find_button;
mod header;
mod icon;
mod in_text;
mod inline;
mod keywords;
mod link;
mod opener;
mod options;
mod owner;
mod save;
mod section;
mod sections;
mod sheet;
mod tabs;
mod topics;
mod versions;
mod works;

pub(super) use actions::announcements;
pub(super) use cite_panel::{CitePanel, heading as cite_heading};
pub(super) use header::Header;
pub(super) use icon::{CLOSE, LENS, icon};
pub(super) use inline::{InlineProps, inline};
pub(super) use opener::{OpenerProps, opener};
pub(super) use owner::{problems, report};
pub(super) use sections::{MoreSectionsProps, more_sections};
pub(super) use works::{WorksProps, works};
