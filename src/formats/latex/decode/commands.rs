//! Commands with a meaning of their own: roots and fractions, quantities, formulas, letters of single
//! packages, and commands that are not text.

use super::super::{compose, tables, units};
use super::Decoder;

impl Decoder<'_> {
    /// A command that no table has.
    pub(super) fn other(&mut self, name: &str) {
        match name {
            "textcommabelow" => self.accent('x'),
            "h" => self.accent('h'),
            // Letters of the encoding T5.
            "ohorn" => self.out.text.push('ơ'),
            "uhorn" => self.out.text.push('ư'),
            "OHORN" => self.out.text.push('Ơ'),
            "UHORN" => self.out.text.push('Ư'),
            // MathSciNet's own letters.
            "ocirc" => self.accent('r'),
            "polhk" => self.accent('k'),
            "udot" => self.accent('d'),
            "lfhook" => self.accent('x'),
            "cfac" => self.accents('^', '\''),
            "cfgr" => self.accents('^', '`'),
            "cftil" => self.accents('^', '~'),
            "cfudot" => self.accents('^', 'd'),
            "Dbar" => self.push("Đ"),
            "dbar" => self.push("đ"),
            "cprime" => self.push("ʹ"),
            "cdprime" => self.push("ʺ"),
            "cydot" => self.push("·"),
            "lasp" => self.push("ʿ"),
            "rasp" => self.push("ʾ"),
            "slash" => self.push("/"),
            "hyphen" => self.push("-"),
            "textsuperscript" => self.marked("sup"),
            "bar" | "overline" => self.accent('='),
            "hat" | "widehat" => self.accent('^'),
            "tilde" | "widetilde" => self.accent('~'),
            "vec" => self.argument(),
            "dot" => self.accent('.'),
            "ddot" => self.accent('"'),
            "acute" => self.accent('\''),
            "grave" => self.accent('`'),
            "check" => self.accent('v'),
            "breve" => self.accent('u'),
            "mathring" => self.accent('r'),
            "frac" => {
                self.argument();
                self.push("/");
                self.argument();
            }
            "sqrt" => {
                let index = self.optional();
                self.push(match index {
                    "" | "2" => "√",
                    "3" => "∛",
                    "4" => "∜",
                    other => return self.root(other),
                });
                self.argument();
            }
            "binom" | "dbinom" | "tbinom" => {
                self.push("(");
                self.argument();
                self.push(" ");
                self.argument();
                self.push(")");
            }
            "dfrac" | "tfrac" | "nicefrac" | "sfrac" => self.other("frac"),
            "ce" | "ch" => self.formula(),
            // The second is for bookmarks, which have no mathematics.
            "texorpdfstring" => {
                self.argument();
                self.source();
            }
            // Lengths and references are not text.
            "hspace" | "vspace" | "hskip" | "kern" | "mkern" | "vphantom" | "phantom" | "hphantom"
            | "label" | "ref" | "cite" | "citep" | "citet" | "pagestyle" | "setlength" => {
                self.eat("*");
                self.option();
                self.source();
            }
            "raisebox" => {
                self.source();
                self.option();
                self.option();
                self.argument();
            }
            "textcolor" | "colorbox" | "fontsize" => {
                self.source();
                self.argument();
            }
            "href" => {
                let start = self.out.text.len();
                self.argument();
                self.out.text.truncate(start);
                self.argument();
            }
            "enquote" | "mkbibquote" => {
                self.push("“");
                self.argument();
                self.push("”");
            }
            // Notes are not part of the text.
            "footnote" | "thanks" | "footnotemark" => {
                self.option();
                self.source();
            }
            // `\begin{otherlanguage}{french}`
            "begin" | "end" => {
                let environment = self.source();
                if name == "begin" && environment.starts_with("otherlanguage") {
                    self.source();
                }
                self.math = environment == "math" && name == "begin" || self.math && environment != "math";
            }
            "colon" => self.push(": "),
            // Babel's quotation marks.
            "glq" => self.push("‚"),
            "grq" => self.push("‘"),
            "glqq" => self.push("„"),
            "grqq" => self.push("“"),
            "flq" => self.push("‹"),
            "frq" => self.push("›"),
            "flqq" => self.push("«"),
            "frqq" => self.push("»"),
            "textpercent" => self.push("%"),
            "textampersand" => self.push("&"),
            "lowercase" => {}
            "quad" => self.push("\u{2003}"),
            "qquad" => self.push("\u{2003}\u{2003}"),
            "enspace" => self.push("\u{2002}"),
            "thinspace" => self.push("\u{2009}"),
            "space" => self.push(" "),
            "nobreakspace" => self.push("\u{a0}"),
            "newline" | "linebreak" | "par" => self.push(" "),
            _ => {
                if self.out.unknown.is_none() {
                    self.out.unknown = Some(name.to_owned());
                }
                // `\foo[optional]{text}` leaves the text.
                self.option();
            }
        }
    }

    /// A number with its unit. Each letter of `arguments` is an argument, as in [`units::arguments`].
    pub(super) fn quantity(&mut self, arguments: &str, between: &str) {
        self.option();
        let mut numbers = 0;
        for kind in arguments.chars() {
            let source = self.source();
            match kind {
                'u' => {
                    let unit = units::unit(source);
                    // No space before the signs of an angle; `%` has one, as the SI asks.
                    if numbers > 0 && !unit.is_empty() && !matches!(&*unit, "°" | "′" | "″") {
                        self.push("\u{a0}");
                    }
                    self.push(&unit);
                }
                'a' => self.push(&units::angle(source)),
                _ => {
                    if numbers > 0 {
                        self.push(between);
                    }
                    self.push(&units::number(source));
                    numbers += 1;
                }
            }
        }
    }

    /// A formula of the packages mhchem and chemformula: numbers behind letters are below the line.
    fn formula(&mut self) {
        let mut before = ' ';
        let source = self.source();
        let mut rest = source;
        while let Some(letter) = rest.chars().next() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let lowered = digits > 0 && (before.is_alphabetic() || matches!(before, ')' | ']'));
            let length = if digits > 0 { digits } else { letter.len_utf8() };
            let (piece, after) = rest.split_at(length);
            match piece {
                _ if lowered => {
                    self.push("<sub>");
                    self.push(piece);
                    self.push("</sub>");
                }
                "{" | "}" | "$" | "_" => {}
                _ => self.push(piece),
            }
            before = letter;
            rest = after;
        }
    }

    /// A root with an index that has no sign of its own.
    fn root(&mut self, index: &str) {
        self.push("<sup>");
        self.push(index);
        self.push("</sup>√");
        self.argument();
    }

    /// A letter with two accents.
    fn accents(&mut self, inner: char, outer: char) {
        let start = self.out.text.len();
        self.accent(inner);
        let argument = self.out.text.split_off(start);
        let mut letters = argument.chars();
        if let Some(base) = letters.next() {
            match compose(base, outer) {
                Some(letter) => self.out.text.push(letter),
                None => {
                    let mark = tables::ACCENTS.iter().find(|(name, _)| *name == outer);
                    self.out.text.push(base);
                    self.out.text.extend(mark.map(|(_, mark)| *mark));
                }
            }
        }
        self.out.text.push_str(letters.as_str());
    }

    /// The name of a function, apart from letters and digits around it: `n \log n`.
    pub(super) fn function(&mut self, name: &str) {
        let near =
            |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '\\');
        if near(self.out.text.chars().next_back()) {
            self.push(" ");
        }
        match name {
            "bmod" | "mod" => self.push("mod "),
            "pmod" => {
                self.push("(mod ");
                self.argument();
                self.push(")");
                return;
            }
            _ => self.push(name),
        }
        if !matches!(name, "bmod" | "mod") && near(self.peek()) {
            self.push(" ");
        }
    }
}
