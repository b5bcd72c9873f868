//! RTF 1.9: the inside of a document, to be put between `{\rtf1\ansi` and `}`.

use super::{Syntax, Wrap, render};
use crate::csl::model::tree::Node;

static RTF: Syntax = Syntax { escape, wrap, link };

/// RTF text.
pub fn rtf(nodes: &[Node]) -> String {
    render(nodes, &RTF)
}

fn escape(letter: char, out: &mut String) {
    match letter {
        '\\' | '{' | '}' => {
            out.push('\\');
            out.push(letter);
        }
        '\n' => out.push_str("\\line "),
        ' '..='~' => out.push(letter),
        _ => {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                // RTF takes signed 16-bit numbers, and `?` for readers without Unicode.
                out.push_str(&["\\u", &(*unit as i16).to_string(), "?"].concat());
            }
        }
    }
}

fn wrap(wrap: Wrap) -> (&'static str, &'static str) {
    match wrap {
        Wrap::Italic => ("{\\i ", "}"),
        Wrap::Upright => ("{\\i0 ", "}"),
        Wrap::Bold => ("{\\b ", "}"),
        Wrap::Medium => ("{\\b0 ", "}"),
        Wrap::SmallCaps => ("{\\scaps ", "}"),
        Wrap::Underline => ("{\\ul ", "}"),
        Wrap::Superscript => ("{\\super ", "}"),
        Wrap::Subscript => ("{\\sub ", "}"),
        Wrap::Block => ("\\line ", "\\line "),
        Wrap::LeftMargin => ("", "\\tab "),
        Wrap::RightInline => ("", ""),
    }
}

fn link(address: &str, text: &str, out: &mut String) {
    out.push_str("{\\field{\\*\\fldinst{HYPERLINK \"");
    address.chars().filter(|letter| *letter != '"').for_each(|letter| escape(letter, out));
    out.push_str("\"}}{\\fldrslt ");
    out.push_str(text);
    out.push_str("}}");
}

#[cfg(test)]
mod tests {
    use super::super::{latex::latex, markdown::markdown, org::org, typst::typst};
    use super::*;
    use crate::csl::model::tree::{FontStyle, Format};

    #[test]
    fn each_syntax_escapes_formats_and_links() {
        let italic = Format { font_style: Some(FontStyle::Italic), ..Format::default() };
        let tree = [
            Node::Text("A & B_1 {é} ".into()),
            Node::Styled(italic, vec![Node::Text("C*".into())]),
            Node::Link("https://doi.org/10.1/a_b".into(), vec![Node::Text("D".into())]),
        ];
        assert_eq!(
            rtf(&tree),
            "A & B_1 \\{\\u233?\\} {\\i C*}{\\field{\\*\\fldinst{HYPERLINK \"https://doi.org/10.1/a_b\"}}{\\fldrslt D}}"
        );
        assert_eq!(latex(&tree), "A \\& B\\_1 \\{é\\} \\textit{C*}\\href{https://doi.org/10.1/a\\_b}{D}");
        assert_eq!(markdown(&tree), "A & B\\_1 {é} *C\\**[D](<https://doi.org/10.1/a_b>)");
        assert_eq!(typst(&tree), "A & B\\_1 {é} #emph[C\\*]#link(\"https://doi.org/10.1/a_b\")[D]");
        assert_eq!(org(&tree), "A & B_1 {é} /C*/[[https://doi.org/10.1/a_b][D]]");
    }
}
