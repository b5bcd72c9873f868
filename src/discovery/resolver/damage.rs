//! A record that Markdown has changed to the record as it was written, where that is certain.
//!
//! By CommonMark (section 4.6, HTML blocks) a block that begins with a tag such as `<citation-card>`
//! ends at the first blank line. What follows is a paragraph: it gets `<p>`, its `*` and `_` become
//! `<em>`, and `&`, `<`, `>` and `"` become character references, although it is inside a script.

use crate::formats::head;

/// What Markdown puts around blocks and into them.
const TAGS: [&str; 13] =
    ["p", "em", "strong", "code", "a", "br", "hr", "del", "img", "pre", "ul", "ol", "li"];

/// Those that a line can begin with. Four spaces after a blank line make `<pre><code>`.
const BLOCKS: [&str; 6] = ["p", "pre", "code", "ul", "ol", "li"];

/// The character references that Markdown writes.
const REFERENCES: [(&str, &str); 5] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damage {
    /// The text without it, where that is certain.
    pub repaired: Option<String>,
    /// A sentence for the owner of the page.
    pub message: String,
}

/// Looks for what Markdown leaves in a record that is not XML.
pub(super) fn find(text: &str) -> Option<Damage> {
    let begin = head(text).trim_start();
    if begin.starts_with('<') && !blocks_off(begin).is_some_and(|rest| is_record(&unescaped(rest))) {
        return None;
    }
    let mut at = 0;
    let mut first = None;
    let mut seen = false;
    for line in text.split_inclusive('\n') {
        if let Some(rest) = blocks_off(line) {
            let from = *first.get_or_insert(at);
            if is_record(&unescaped(rest)) {
                let (before, after) = text.split_at(from);
                return Some(repaired(before, after));
            }
            seen |= line.trim_start().starts_with("<p>");
        } else if first.is_none() && has_break(line) && is_record(line) {
            let (before, after) = text.split_at(at);
            return Some(repaired(before, after));
        }
        at += line.len();
    }
    // HTML in a text of JSON is one that its author wrote.
    let in_record = text.trim_start().starts_with('@') || is_ris(text.trim_start());
    (seen && in_record).then(|| Damage {
        repaired: None,
        message: "it has a <p> at the beginning of a line, as Markdown writes after a blank line; \
            remove the blank lines from the record, or put it in a file and name that with src"
            .to_owned(),
    })
}

/// A line without the tags of blocks before it; nothing without any.
fn blocks_off(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    let mut found = false;
    while let Some((name, after)) = rest.strip_prefix('<').and_then(markdown_tag) {
        if !BLOCKS.contains(&name) {
            break;
        }
        rest = after.trim_start();
        found = true;
    }
    found.then_some(rest)
}

/// Whether a field ends with the `<br>` of a hard line break; one within a text is its author's.
fn has_break(line: &str) -> bool {
    let line = line.trim_end();
    let field = ["<br>", "<br/>", "<br />"].iter().find_map(|tag| line.strip_suffix(tag));
    field.is_some_and(|field| is_ris(field) || field.ends_with([',', '{', '}', '"']))
}

fn repaired(before: &str, after: &str) -> Damage {
    let mut text = before.to_owned();
    let mut removed: Vec<&str> = Vec::new();
    let mut rest = after;
    let mut kept = String::new();
    while let Some((plain, tail)) = rest.split_once('<') {
        kept.push_str(plain);
        match markdown_tag(tail) {
            Some((name, after)) => {
                if !removed.contains(&name) {
                    removed.push(name);
                }
                rest = after;
            }
            None => {
                kept.push('<');
                rest = tail;
            }
        }
    }
    kept.push_str(rest);
    text.push_str(&unescaped(&kept));
    let names: Vec<String> = removed.iter().map(|name| format!("<{name}>")).collect();
    Damage {
        repaired: Some(text),
        message: format!(
            "Markdown changed this record after a blank line; {} removed, so that * and _ may be missing; \
             remove the blank lines from the record, or put it in a file and name that with src",
            match names.as_slice() {
                [one] => format!("{one} was"),
                _ => format!("{} were", names.join(", ")),
            }
        ),
    }
}

/// The name of the tag that begins after `<`, and what follows it.
fn markdown_tag(tail: &str) -> Option<(&'static str, &str)> {
    let (tag, after) = tail.split_once('>')?;
    let name = tag.trim_start_matches('/').split([' ', '/']).next()?;
    let known = TAGS.iter().find(|known| **known == name)?;
    // `<a href="…">` has attributes; a comparison such as `a <b and c> d` has none of these names.
    (!tag.contains(['<', '\n'])).then_some((*known, after))
}

fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (reference, letter) in REFERENCES {
        if text.contains(reference) {
            text = text.replace(reference, letter);
        }
    }
    text
}

/// Whether a line continues or begins a record: a field, an entry, a token of JSON, a tag of RIS.
fn is_record(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with(['@', '}', '{', '"', ']', '[']) || is_ris(line) {
        return true;
    }
    let Some((name, _)) = line.split_once('=') else { return false };
    let name = name.trim();
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn is_ris(line: &str) -> bool {
    let Some(tag) = line.get(..2) else { return false };
    let name = tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    name && line.get(2..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        find(text).and_then(|damage| damage.repaired).unwrap_or_default()
    }

    #[test]
    fn takes_out_what_markdown_put_in_after_a_blank_line() {
        assert_eq!(
            repaired(
                "@article{doe,\n  author = {Doe & Roe},\n<p>title = {On <em>cards</em> &amp; trees},\nyear = {2020}\n}</p>\n"
            ),
            "@article{doe,\n  author = {Doe & Roe},\ntitle = {On cards & trees},\nyear = {2020}\n}\n"
        );
        assert_eq!(
            repaired("{\"type\": \"book\",\n<p>&quot;title&quot;: &quot;A &lt;i&gt;b&lt;/i&gt;&quot;}</p>"),
            "{\"type\": \"book\",\n\"title\": \"A <i>b</i>\"}"
        );
        assert_eq!(repaired("TY  - JOUR\n<p>TI  - A title\nER  -</p>"), "TY  - JOUR\nTI  - A title\nER  -");
    }

    #[test]
    fn knows_every_block_that_markdown_makes_of_a_field() {
        let whole = "@article{doe,\ntitle = {On <i>x</i> & z},\nyear = {2020}\n}";
        for text in [
            "@article{doe,\n<pre><code>title = {On &lt;i&gt;x&lt;/i&gt; &amp; z},\nyear = {2020}\n}</code></pre>",
            "@article{doe,\n<p class=\"x\">title = {On &lt;i&gt;x&lt;/i&gt; &amp; z},\nyear = {2020}\n}</p>",
            "@article{doe,\n<ul><li>title = {On &lt;i&gt;x&lt;/i&gt; &amp; z},\nyear = {2020}\n}</li></ul>",
            "@article{doe,<br>\ntitle = {On &lt;i&gt;x&lt;/i&gt; &amp; z},<br />\nyear = {2020}\n}",
            "<p>@article{doe,\ntitle = {On &lt;i&gt;x&lt;/i&gt; &amp; z},\nyear = {2020}\n}</p>",
            "<p>@article{doe,</p>\n<p>title = {On &lt;i&gt;x&lt;/i&gt; &amp; z},</p>\n<p>year = {2020}</p>\n<p>}</p>",
        ] {
            assert_eq!(repaired(text), whole, "{text}");
        }
    }

    #[test]
    fn says_which_tags_it_took_out() {
        let message =
            find("@a{x,\n<p>title = {<em>A</em>}}</p>").map(|damage| damage.message).unwrap_or_default();
        assert!(message.contains("<p>, <em> were removed"), "{message}");
    }

    #[test]
    fn leaves_what_its_author_wrote() {
        for text in [
            "@article{doe,\n abstract = {One.\n\n Two <em>words</em>.}}",
            "{\"abstract\": \"<p>One.</p>\", \"title\": \"a<b\"}",
            "<mods>\n<p>title = x</p></mods>",
            "TY  - JOUR\nAB  - <p>One.</p>\nER  -",
            "@article{doe,\n abstract = {One.<br>\n Two.}}",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn reports_what_it_cannot_be_sure_of() {
        let found = find("@article{doe,\n abstract = {One.\n<p>Two words.</p>}}");
        assert!(found.is_some_and(|damage| damage.repaired.is_none()));
    }
}
