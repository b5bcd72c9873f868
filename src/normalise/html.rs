//! Text from pages and registries, made fit for a record: entities, JATS and HTML tags, control
//! characters, white space, and the words that stand for "nothing".
//!
//! Tags that CSL-JSON knows are kept in its spelling (`<i>`, `<b>`, `<sup>`, `<sub>`), other
//! known tags go, and whatever else looks like a tag stays as the text that it is.

use std::borrow::Cow;

use crate::text::parts::one_line;
use crate::text::{case, parts, xml};

/// A field longer than this, in bytes, is cut: no title or abstract is.
pub(crate) const MAX_FIELD: usize = 20_000;

/// Named entities that metadata holds, each with its character: those of HTML 4 for Latin letters, and
/// the common ones for Greek letters, mathematics and punctuation.
const ENTITIES: &str = "amp& lt< gt> quot\" apos' nbsp\u{a0} ndash– mdash— lsquo‘ rsquo’ ldquo“ rdquo” \
    hellip… sbquo‚ bdquo„ laquo« raquo» lsaquo‹ rsaquo› iexcl¡ iquest¿ sect§ copy© reg® trade™ bull• \
    middot· prime′ deg° ordf\u{aa} ordm\u{ba} sup2² sup3³ frac12½ ensp\u{2002} emsp\u{2003} \
    thinsp\u{2009} shy\u{ad} Agrave\u{c0} Aacute\u{c1} Acirc\u{c2} Atilde\u{c3} Auml\u{c4} Aring\u{c5} \
    AElig\u{c6} Ccedil\u{c7} Egrave\u{c8} Eacute\u{c9} Ecirc\u{ca} Euml\u{cb} Igrave\u{cc} \
    Iacute\u{cd} Icirc\u{ce} Iuml\u{cf} ETH\u{d0} Ntilde\u{d1} Ograve\u{d2} Oacute\u{d3} Ocirc\u{d4} \
    Otilde\u{d5} Ouml\u{d6} Oslash\u{d8} Ugrave\u{d9} Uacute\u{da} Ucirc\u{db} Uuml\u{dc} \
    Yacute\u{dd} THORN\u{de} szlig\u{df} agrave\u{e0} aacute\u{e1} acirc\u{e2} atilde\u{e3} \
    auml\u{e4} aring\u{e5} aelig\u{e6} ccedil\u{e7} egrave\u{e8} eacute\u{e9} ecirc\u{ea} euml\u{eb} \
    igrave\u{ec} iacute\u{ed} icirc\u{ee} iuml\u{ef} eth\u{f0} ntilde\u{f1} ograve\u{f2} \
    oacute\u{f3} ocirc\u{f4} otilde\u{f5} ouml\u{f6} oslash\u{f8} ugrave\u{f9} uacute\u{fa} \
    ucirc\u{fb} uuml\u{fc} yacute\u{fd} thorn\u{fe} yuml\u{ff} OElig\u{152} oelig\u{153} \
    Scaron\u{160} scaron\u{161} times× plusmn± minus− le≤ ge≥ ne≠ asymp≈ micro\u{b5} alpha\u{3b1} \
    beta\u{3b2} gamma\u{3b3} delta\u{3b4} epsilon\u{3b5} kappa\u{3ba} lambda\u{3bb} mu\u{3bc} pi\u{3c0} \
    sigma\u{3c3} tau\u{3c4} phi\u{3c6} omega\u{3c9} Delta\u{394} Omega\u{3a9}";

/// Words that systems write where they know nothing. The ones in parentheses are DataCite's.
const NOTHING: &[&str] = &[
    "n/a",
    "na",
    "none",
    "null",
    "undefined",
    "unknown",
    "unspecified",
    "not available",
    "not specified",
    "(:unav)",
    ":unav",
    "(:unkn)",
    ":unkn",
    "(:unas)",
    "(:null)",
    "(:none)",
    "(:tba)",
    "[object object]",
    "-",
    "—",
    "?",
];

/// Tags that are kept, under CSL-JSON's names for them.
const KEPT: &[(&str, &str)] = &[
    ("i", "i"),
    ("em", "i"),
    ("italic", "i"),
    ("b", "b"),
    ("strong", "b"),
    ("bold", "b"),
    ("sup", "sup"),
    ("sub", "sub"),
    ("inf", "sub"),
    ("sc", "sc"),
    ("scp", "sc"),
];

/// Spans that are kept, by a word in them, as CSL-JSON writes them.
const SPANS: &[(&str, &str)] = &[
    ("small-caps", "span style=\"font-variant:small-caps;\""),
    ("smallcaps", "span class=\"smallcaps\""),
    ("nocase", "span class=\"nocase\""),
    ("nodecor", "span class=\"nodecor\""),
];

/// Tags that go without a trace, or leave a space where they separate.
const DROPPED: &str = " p br div span font a u underline sec title list list-item ul ol li abstract \
    inline-formula disp-formula alternatives tex-math named-content styled-content xref ext-link roman \
    monospace h1 h2 h3 h4 body html cite mi mn mo mtext mrow msub msup msubsup mfrac msqrt mover munder \
    mstyle mspace semantics ";

/// Rich text of a page fit for a record, at most [`MAX_FIELD`] long; nothing where there is nothing in
/// it, or a word by which systems say so.
pub(crate) fn text(raw: &str) -> Option<String> {
    let text = rich(cut(raw, MAX_FIELD));
    let is_nothing = text.is_empty() || text.len() <= 15 && NOTHING.contains(&case::to_lower(&text).as_str());
    (!is_nothing).then_some(text)
}

/// Rich text with its entities as characters, CSL-JSON's tags and single spaces.
pub(crate) fn rich(raw: &str) -> String {
    let mut text = entities(raw);
    // `&amp;amp;`, and markup that was escaped once too often.
    if text.contains('&') {
        text = Cow::Owned(entities(&text).into_owned());
    }
    if text.contains('<') {
        text = Cow::Owned(tags(&text));
    }
    spaces(&text)
}

/// The text up to a length in bytes, at a character's end.
pub(crate) fn cut(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// White space runs become one space; control characters and the invisible ones that change the
/// direction of what follows go.
fn spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{a0}' => out.push(letter),
            _ if letter.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' => {}
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Text with its entities as characters; what is none stays.
pub(crate) fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| entity(&rest[1..end]).map(|letter| (end, letter))) {
            Some((end, letter)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    ENTITIES
        .split(' ')
        .find_map(|row| row.strip_prefix(name).filter(|rest| rest.chars().count() == 1)?.chars().next())
}

fn tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Of each open span, whether it stays.
    let mut spans: Vec<bool> = Vec::new();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // No known tag is longer; a `<` without its `>` must not cost a search to the end each time.
        let end = rest.bytes().take(300).position(|byte| byte == b'>');
        let mut tag = end.and_then(|end| known_tag(&rest[1..end]));
        if rest.starts_with("<span") {
            spans.push(!matches!(tag, Some(Tag::Gone { .. })));
        } else if rest.starts_with("</span") && spans.pop() == Some(true) {
            tag = None;
        }
        match (end, tag) {
            (Some(end), Some(tag)) => {
                out.push_str(tag_text(tag).as_ref());
                rest = &rest[end + 1..];
                // JATS abstracts begin with their own heading.
                if matches!(tag, Tag::Gone { heading: true }) && out.trim().is_empty() {
                    rest = rest.trim_start().strip_prefix("Abstract").unwrap_or(rest);
                }
            }
            _ => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[derive(Clone, Copy)]
enum Tag {
    Open(&'static str),
    Close(&'static str),
    Gone { heading: bool },
    Space,
}

fn tag_text(tag: Tag) -> Cow<'static, str> {
    match tag {
        Tag::Open(name) => Cow::Owned(["<", name, ">"].concat()),
        Tag::Close(name) => Cow::Owned(["</", name, ">"].concat()),
        Tag::Gone { .. } => Cow::Borrowed(""),
        Tag::Space => Cow::Borrowed(" "),
    }
}

fn known_tag(inside: &str) -> Option<Tag> {
    let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let name = parts::first(inside, " /\n\t").to_ascii_lowercase();
    let mathml = name.starts_with("mml:") || name == "math";
    let name = name.strip_prefix("jats:").unwrap_or(&name);
    if let Some((_, kept)) = KEPT.iter().find(|(tag, _)| *tag == name) {
        return Some(if closing { Tag::Close(kept) } else { Tag::Open(kept) });
    }
    // CSL-JSON's own spans are markup that means something; it has one spelling of each.
    if let Some((_, own)) = SPANS.iter().find(|(word, _)| name == "span" && inside.contains(word)) {
        return (!inside.contains('"')).then_some(Tag::Open(own));
    }
    let plain = !name.is_empty() && DROPPED.split_ascii_whitespace().any(|tag| tag == name);
    if !mathml && !plain {
        return None;
    }
    Some(match name {
        "p" | "br" | "div" | "li" | "sec" | "list-item" => Tag::Space,
        "title" => Tag::Gone { heading: !closing },
        _ => Tag::Gone { heading: false },
    })
}

/// Text that may be HTML, with CSL's inline markup kept, other tags removed and entities replaced.
pub(crate) fn from_html(text: &str) -> String {
    const KEPT: &[&str] = &["i", "b", "sup", "sub", "em", "strong"];
    if !text.contains(['<', '&']) {
        return one_line(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name: &str = rest[1..].trim_start_matches('/');
        let word = name.len() - name.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric()).len();
        let tag = name[..word].to_ascii_lowercase();
        if tag.is_empty() {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        match rest.find('>') {
            Some(end) => {
                match tag.as_str() {
                    name if KEPT.contains(&name) => {
                        let short = match tag.as_str() {
                            "em" => "i",
                            "strong" => "b",
                            other => other,
                        };
                        out.push_str(if rest.starts_with("</") { "</" } else { "<" });
                        out.push_str(short);
                        out.push('>');
                    }
                    "p" | "br" | "div" | "li" | "tr" | "td" | "h1" | "h2" | "h3" | "h4" | "title" => {
                        out.push(' ')
                    }
                    _ => {}
                }
                rest = &rest[end + 1..];
            }
            // No tag ends any more: the rest is text, and is not searched again.
            None => break,
        }
    }
    out.push_str(rest);
    one_line(&xml::unescape(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        assert_eq!(text(raw).as_deref().unwrap_or_default(), expected, "{raw}");
    }

    #[test]
    fn keeps_the_markup_that_records_know() {
        check("The <jats:italic>E. coli</jats:italic> genome", "The <i>E. coli</i> genome");
        check("H<sub>2</sub>O &amp;amp; CO&lt;sub&gt;2&lt;/sub&gt;", "H<sub>2</sub>O & CO<sub>2</sub>");
        check(
            "<jats:title>Abstract</jats:title>\n<jats:p>We show</jats:p><jats:p>that</jats:p>",
            "We show that",
        );
        check("CO<inf>2</inf>, <scp>dna</scp>", "CO<sub>2</sub>, <sc>dna</sc>");
        check("<math><msub><mi>H</mi><mn>2</mn></msub></math>O", "H2O");
        check("&copy; &Igrave;&oelig;&Scaron; &le;&thinsp;&laquo;", "© \u{cc}\u{153}\u{160} ≤ «");
        check("a &lt; b &amp; c > d", "a < b & c > d");
        check("<script>alert(1)</script>", "<script>alert(1)</script>");
        check("<mml:math><mml:mi>x</mml:mi></mml:math> rays", "x rays");
        check("caf&eacute; &#8211; &#x3b1;&nbsp;x &bogus; &", "café – α\u{a0}x &bogus; &");
    }

    #[test]
    fn drops_what_says_nothing() {
        for nothing in ["", "  ", "N/A", "(:unav)", "null", "Unknown", "\u{202e}", "<p></p>"] {
            check(nothing, "");
        }
        check("Nunavut", "Nunavut");
        check("a\u{202e}b\u{0}\r\n c", "ab c");
    }

    #[test]
    fn is_linear_on_hostile_input() {
        let hostile = "<".repeat(MAX_FIELD) + &"&".repeat(MAX_FIELD);
        assert!(text(&hostile).is_some_and(|text| text.len() <= MAX_FIELD));
        assert!(text(&"x".repeat(1 << 20)).is_some_and(|text| text.len() == MAX_FIELD));
    }

    #[test]
    fn keeps_inline_markup_of_html_and_drops_the_rest() {
        assert_eq!(
            from_html("<p>A <em>B</em> &amp; C<sub>2</sub></p><p>x &lt; y</p>"),
            "A <i>B</i> & C<sub>2</sub> x < y"
        );
        assert_eq!(from_html("a < b and <c"), "a < b and <c");
    }
}
