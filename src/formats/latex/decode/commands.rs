//! Commands with a meaning of their own: roots and fractions, quantities, formulas, letters of single
//! packages, and commands that are not text.

use super::super::{compose, tables, units};
use super::Decoder;

/// Commands that stand for a text.
static TEXTS: &[(&str, &str)] = &[
    // Letters of the encoding T5.
    ("ohorn", "ơ"),
    ("uhorn", "ư"),
    ("OHORN", "Ơ"),
    ("UHORN", "Ư"),
    // MathSciNet's own letters.
    ("Dbar", "Đ"),
    ("dbar", "đ"),
    ("cprime", "ʹ"),
    ("cdprime", "ʺ"),
    ("cydot", "·"),
    ("lasp", "ʿ"),
    ("rasp", "ʾ"),
    ("slash", "/"),
    ("hyphen", "-"),
    ("colon", ": "),
    // Babel's quotation marks.
    ("glq", "‚"),
    ("grq", "‘"),
    ("glqq", "„"),
    ("grqq", "“"),
    ("flq", "‹"),
    ("frq", "›"),
    ("flqq", "«"),
    ("frqq", "»"),
    ("textpercent", "%"),
    ("textampersand", "&"),
    ("quad", "\u{2003}"),
    ("qquad", "\u{2003}\u{2003}"),
    ("enspace", "\u{2002}"),
    ("thinspace", "\u{2009}"),
    ("space", " "),
    ("nobreakspace", "\u{a0}"),
    ("newline", " "),
    ("linebreak", " "),
    ("par", " "),
    ("lowercase", ""),
];

/// Commands that put an accent on their argument, and the accent as TeX names it.
static ACCENTS: &[(&str, char)] = &[
    ("textcommabelow", 'x'),
    ("h", 'h'),
    // MathSciNet's.
    ("ocirc", 'r'),
    ("polhk", 'k'),
    ("udot", 'd'),
    ("lfhook", 'x'),
    // In mathematics.
    ("bar", '='),
    ("overline", '='),
    ("hat", '^'),
    ("widehat", '^'),
    ("tilde", '~'),
    ("widetilde", '~'),
    ("dot", '.'),
    ("ddot", '"'),
    ("acute", '\''),
    ("grave", '`'),
    ("check", 'v'),
    ("breve", 'u'),
    ("mathring", 'r'),
];

/// MathSciNet's commands that put a circumflex and another accent on their argument.
static CIRCUMFLEX_AND: &[(&str, char)] = &[("cfac", '\''), ("cfgr", '`'), ("cftil", '~'), ("cfudot", 'd')];

/// The row of a command in a table.
fn row<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(command, _)| *command == name).map(|(_, value)| *value)
}

impl Decoder<'_> {
    /// A command that the tables of all packages do not have.
    pub(super) fn other(&mut self, name: &str) {
        if let Some(text) = row(TEXTS, name) {
            self.push(text);
        } else if let Some(accent) = row(ACCENTS, name) {
            self.accent(accent);
        } else if let Some(accent) = row(CIRCUMFLEX_AND, name) {
            self.accents('^', accent);
        } else if !self.mathematics(name) && !self.layout(name) {
            if self.out.unknown.is_none() {
                self.out.unknown = Some(name.to_owned());
            }
            // `\foo[optional]{text}` leaves the text.
            self.option();
        }
    }

    /// A command of mathematics or chemistry; whether it is one.
    fn mathematics(&mut self, name: &str) -> bool {
        match name {
            "textsuperscript" => self.marked("sup"),
            "vec" => self.argument(),
            "frac" | "dfrac" | "tfrac" | "nicefrac" | "sfrac" => {
                self.argument();
                self.push("/");
                self.argument();
            }
            "sqrt" => match self.optional() {
                "" | "2" => self.put_before_argument("√"),
                "3" => self.put_before_argument("∛"),
                "4" => self.put_before_argument("∜"),
                other => self.root(other),
            },
            "binom" | "dbinom" | "tbinom" => {
                self.push("(");
                self.argument();
                self.push(" ");
                self.argument();
                self.push(")");
            }
            "ce" | "ch" => self.formula(),
            _ => return false,
        }
        true
    }

    fn put_before_argument(&mut self, text: &str) {
        self.push(text);
        self.argument();
    }

    /// A command of layout, of which the text stays, or nothing; whether it is one.
    fn layout(&mut self, name: &str) -> bool {
        match name {
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
            _ => return false,
        }
        true
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
