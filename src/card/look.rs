//! The style sheets to the look of the card: one text, in the order of their names, as `xtask dist` joins
//! them.

/// The look of the card, for a constructable style sheet.
pub const CSS: &str = concat!(
    include_str!("../../styles/css/card.css"),
    include_str!("../../styles/css/cite.css"),
    include_str!("../../styles/css/find.css"),
    include_str!("../../styles/css/in_text.css"),
    include_str!("../../styles/css/layouts.css"),
    include_str!("../../styles/css/works.css"),
);
