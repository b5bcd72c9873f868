//! The tree of formatted text that rendering gives: what output writers and the card walk.

/// A piece of formatted text.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Text.
    Text(String),
    /// Children with formatting.
    Styled(Format, Vec<Self>),
    /// A link; the address is `http`, `https` or `mailto`.
    Link(String, Vec<Self>),
    /// CSL's `display` attribute: a block of its own, a left margin, a right inline, an indent.
    Display(Display, Vec<Self>),
}

/// CSL's formatting attributes, where they differ from what stands around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Format {
    /// `font-style`
    pub font_style: Option<FontStyle>,
    /// `font-variant`: small capitals on or off.
    pub small_caps: Option<bool>,
    /// `font-weight`
    pub font_weight: Option<FontWeight>,
    /// `text-decoration`: underline on or off.
    pub underline: Option<bool>,
    /// `vertical-align`
    pub vertical_align: Option<VerticalAlign>,
}

/// `font-style`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "CSL's own names")]
pub enum FontStyle {
    Normal,
    Italic,
    Oblique,
}

/// `font-weight`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "CSL's own names")]
pub enum FontWeight {
    Normal,
    Bold,
    Light,
}

/// `vertical-align`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "CSL's own names")]
pub enum VerticalAlign {
    Baseline,
    Sup,
    Sub,
}

/// `display`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "CSL's own names")]
pub enum Display {
    Block,
    LeftMargin,
    RightInline,
    Indent,
}
