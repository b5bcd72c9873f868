//! What LaTeX's commands stand for: accented letters, symbols in text, symbols in mathematics.
//!
//! Letters: the Unicode decompositions of the Latin blocks, for the accents that LaTeX has. Names:
//! LaTeX2e's kernel with `textcomp` and `amssymb` (The Comprehensive LaTeX Symbol List).
#![cfg_attr(rustfmt, rustfmt_skip)]

/// Accented letters by ranges of code points: for each, the base letter and the accent, or two
/// spaces. The accents are the names of LaTeX's commands, and `h` hook above, `o` horn, `x` comma
/// below.
pub(super) static LETTERS: &[(char, &str)] = &[
    ('\u{c0}', "A`A'A^A~A\"Ar  CcE`E'E^E\"I`I'I^I\"  N~O`O'O^O~O\"    U`U'U^U\"Y'    a`a'a^a~a\"ar  cce`e'e^e\"i`i'i^i\"  n~o`o'o^o~o\"    u`u'u^u\"y'  y\"A=a=AuauAkakC'c'C^c^C.c.CvcvDvdv    E=e=EueuE.e.EkekEvevG^g^GuguG.g.GcgcH^h^    I~i~I=i=IuiuIkikI.      J^j^Kckc  L'l'LclcLvlv        N'n'NcncNvnv      O=o=OuouOHoH    R'r'RcrcRvrvS's'S^s^ScscSvsvTctcTvtv    U~u~U=u=UuuuUrurUHuHUkukW^w^Y^y^Y\"Z'z'Z.z.Zvzv"),
    ('\u{1a0}', "Oooo                          Uouo"),
    ('\u{1cd}', "AvavIvivOvovUvuvÜ=ü=Ü'ü'ÜvüvÜ`ü`"),
    ('\u{1e6}', "GvgvKvkvOkokǪ=ǫ=Ʒvʒvjv      G'g'    N`n`"),
    ('\u{200}', "                                                SxsxTxtx    Hvhv            A.a.EcecÖ=ö=Õ=õ=O.o.Ȯ=ȯ=Y=y="),
    ('\u{1e00}', "    B.b.BdbdBbbbÇ'ç'D.d.DdddDbdbDcdc    Ē`ē`Ē'ē'        ȨuȩuF.f.G=g=H.h.HdhdH\"h\"Hchc        Ï'ï'K'k'KdkdKbkbLdldḶ=ḷ=Lblb    M'm'M.m.MdmdN.n.NdndNbnb    Õ'õ'Õ\"õ\"Ō`ō`Ō'ō'P'p'P.p.R.r.RdrdṚ=ṛ=RbrbS.s.SdsdŚ.ś.Š.š.Ṣ.ṣ.T.t.TdtdTbtb                Ũ'ũ'Ū\"ū\"V~v~VdvdW`w`W'w'W\"w\"W.w.WdwdX.x.X\"x\"Y.y.Z^z^ZdzdZbzbhbt\"wryr"),
    ('\u{1ea0}', "AdadAhahÂ'â'Â`â`ÂhâhÂ~â~Ạ^ạ^Ă'ă'Ă`ă`ĂhăhĂ~ă~ẠuạuEdedEhehE~e~Ê'ê'Ê`ê`ÊhêhÊ~ê~Ẹ^ẹ^IhihIdidOdodOhohÔ'ô'Ô`ô`ÔhôhÔ~ô~Ọ^ọ^Ơ'ơ'Ơ`ơ`ƠhơhƠ~ơ~ƠdơdUdudUhuhƯ'ư'Ư`ư`ƯhưhƯ~ư~ƯdưdY`y`YdydYhyhY~y~"),
];

/// The combining character of each accent.
pub(super) static ACCENTS: &[(char, char)] = &[
    ('`', '\u{300}'), ('\'', '\u{301}'), ('^', '\u{302}'), ('~', '\u{303}'), ('=', '\u{304}'), ('u', '\u{306}'),
    ('.', '\u{307}'), ('"', '\u{308}'), ('h', '\u{309}'), ('r', '\u{30a}'), ('H', '\u{30b}'), ('v', '\u{30c}'),
    ('o', '\u{31b}'), ('d', '\u{323}'), ('x', '\u{326}'), ('c', '\u{327}'), ('k', '\u{328}'), ('b', '\u{331}'),
    ('t', '\u{361}'),
];

/// Symbols in text: names and characters in turn. The first row of a character is the one that is written.
pub(super) static TEXT: &str = "\
    AA Å aa å AE Æ ae æ OE Œ oe œ O Ø o ø L Ł l ł ss ß SS ẞ DH Ð dh ð DJ Đ dj đ NG Ŋ ng ŋ TH Þ th þ i ı j ȷ \
    IJ Ĳ ij ĳ textbackslash \\ textbraceleft { textbraceright } textasciitilde ~ textasciicircum ^ textless < \
    textgreater > textbar | textasciigrave ` textdollar $ textunderscore _ textquotedbl \" textquotesingle ' \
    textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” quotesinglbase ‚ quotedblbase „ \
    guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹ guilsinglright › \
    textexclamdown ¡ textquestiondown ¿ textcopyright © textregistered ® texttrademark ™ textservicemark ℠ \
    textcircledP ℗ textcent ¢ textsterling £ textcurrency ¤ textyen ¥ texteuro € euro € EUR € textbrokenbar ¦ \
    S § P ¶ textsection § textparagraph ¶ copyright © pounds £ textordfeminine ª textordmasculine º textlnot ¬ \
    textdegree ° textpm ± texttwosuperior ² textthreesuperior ³ textonesuperior ¹ textmu µ textmicro µ \
    textperiodcentered · textonequarter ¼ textonehalf ½ textthreequarters ¾ texttimes × textdiv ÷ textdagger † \
    textdaggerdbl ‡ dag † ddag ‡ textbullet • textellipsis … dots … ldots … textperthousand ‰ \
    textpertenthousand ‱ textnumero № textohm Ω textmho ℧ textestimated ℮ textinterrobang ‽ \
    textreferencemark ※ textbaht ฿ textwon ₩ textnaira ₦ textdong ₫ textlira ₤ textflorin ƒ textmusicalnote ♪ \
    textleftarrow ← textuparrow ↑ textrightarrow → textdownarrow ↓ textminus − textfractionsolidus ⁄ \
    textopenbullet ◦ textbigcircle ◯ textvisiblespace ␣ textendash – textemdash — textschwa ə textcelsius ℃ \
    TeX TeX LaTeX LaTeX BibTeX BibTeX LaTeXe LaTeX2e textasciidieresis ¨ textasciiacute ´ textasciimacron ¯ \
    textasciicaron ˇ textasciibreve ˘ psq f. psqq ff.";

/// Symbols in mathematics, likewise. The first row of a character is the one that is written.
pub(super) static MATH: &str = "\
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ \
    lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ \
    chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω \
    times × div ÷ pm ± mp ∓ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ dagger † ddagger ‡ leq ≤ le ≤ \
    geq ≥ ge ≥ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ propto ∝ ll ≪ gg ≫ less < greater > lt < gt > \
    lesssim ≲ gtrsim ≳ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ in ∈ ni ∋ notin ∉ cup ∪ cap ∩ wedge ∧ vee ∨ \
    neg ¬ forall ∀ exists ∃ emptyset ∅ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ surd √ angle ∠ perp ⊥ \
    parallel ∥ mid ∣ rightarrow → to → leftarrow ← gets ← leftrightarrow ↔ uparrow ↑ downarrow ↓ Rightarrow ⇒ \
    Leftarrow ⇐ Leftrightarrow ⇔ longrightarrow ⟶ longleftarrow ⟵ mapsto ↦ rightleftharpoons ⇌ hbar ℏ ell ℓ \
    Re ℜ Im ℑ aleph ℵ wp ℘ prime ′ cdots ⋯ vdots ⋮ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ odot ⊙ \
    triangle △ Box □ diamond ⋄ heartsuit ♡ spadesuit ♠ clubsuit ♣ sharp ♯ flat ♭ natural ♮ backslash \\ \
    lbrace { rbrace } vert | Vert ‖ degree ° micro µ Square □ square □ checkmark ✓ mathsection § \
    setminus ∖ smallsetminus ∖ lvert | rvert | lVert ‖ rVert ‖ nmid ∤ iff ⟺ implies ⟹ land ∧ lor ∨ lnot ¬ top ⊤ \
    bot ⊥ models ⊨ vdash ⊢ dashv ⊣ prec ≺ succ ≻ preceq ⪯ succeq ⪰ ltimes ⋉ rtimes ⋊ bigcup ⋃ bigcap ⋂ bigoplus ⨁ \
    bigotimes ⨂ bigwedge ⋀ bigvee ⋁ coprod ∐ oint ∮ iint ∬ dotsc … dotsb ⋯ dotsm ⋯ hookrightarrow ↪ hookleftarrow ↩ \
    twoheadrightarrow ↠ rightsquigarrow ⇝ leadsto ⇝ updownarrow ↕ Longrightarrow ⟹ Longleftrightarrow ⟺ \
    longleftrightarrow ⟷ longmapsto ⟼ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ Uparrow ⇑ Downarrow ⇓ geqslant ⩾ \
    leqslant ⩽ nleq ≰ ngeq ≱ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ sqsubseteq ⊑ asymp ≍ doteq ≐ triangleq ≜ \
    approxeq ≊ ncong ≇ lessapprox ⪅ gtrapprox ⪆ therefore ∴ because ∵ complement ∁ varnothing ∅ nexists ∄ \
    blacksquare ■ bigstar ★ lozenge ◊ ominus ⊖ oslash ⊘ uplus ⊎ sqcup ⊔ sqcap ⊓ boxtimes ⊠ boxplus ⊞ wr ≀ \
    bowtie ⋈ measuredangle ∡ sphericalangle ∢ beth ℶ gimel ℷ daleth ℸ hslash ℏ varkappa ϰ digamma ϝ";

/// Operators and relations of mathematics, which have space around them.
pub(super) const OPERATORS: &str = "×÷±∓⋅∗⋆∘•⊕⊗⊙≤≥≠≡∼≃≈≅∝≪≫<>≲≳⊂⊃⊆⊇∈∋∉∪∩∧∨⊥∥∣→←↔⇒⇐⇔⟶⟵↦⇌∖∤⟺⟹⊨⊢⊣≺≻⪯⪰⋉⋊↪↩↠⇝↕⟷⟼↗↘↙↖⇑⇓⩾⩽≰≱⊊⊋⊈⊑≍≐≜≊≇⪅⪆⊖⊘⊎⊔⊓⊠⊞≀⋈";

/// Functions of mathematics that are written by their name (LaTeX2e, "Math functions").
pub(super) static FUNCTIONS: &[&str] = &[
    "Pr", "arccos", "arcsin", "arctan", "arg", "bmod", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd",
    "hom", "inf", "ker", "lcm", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "mod", "pmod", "sec", "sin", "sinh", "sup", "tan", "tanh",
];

/// Commands with one argument, and declarations (`{\it …}`), with the markup that they mean.
pub(super) static MARKUP: &[(&str, &str)] = &[
    ("bf", "b"), ("bfseries", "b"), ("em", "i"), ("emph", "i"), ("it", "i"),
    ("itshape", "i"), ("mathbf", "b"), ("mathit", "i"), ("mkbibbold", "b"), ("mkbibemph", "i"),
    ("mkbibitalic", "i"), ("sc", "sc"), ("scshape", "sc"), ("sl", "i"), ("slshape", "i"),
    ("textbf", "b"), ("textit", "i"), ("textsc", "sc"), ("textsl", "i"), ("textsubscript", "sub"),
    ("textsuperscript", "sup"),
];

/// Commands whose argument is text like any other, or that stand before text and mean nothing
/// here.
pub(super) static TRANSPARENT: &[&str] = &[
    "MakeLowercase", "MakeUppercase", "NoCaseChange", "allowbreak", "bibnamedash", "bibstring", "boldmath",
    "bibinfo", "displaystyle", "ensuremath", "foreignlanguage", "hbox", "left", "limits", "mathcal", "mathbb",
    "mathfrak", "mathrm", "mathscr", "germ", "Cal", "cal", "scr", "mathord", "mathbin", "mathrel",
    "mathnormal", "boldsymbol", "textstyle", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "nolimits",
    "ignorespaces", "mathsf", "mathtt", "mbox", "nobreak", "nolinkurl", "noopsort", "normalfont",
    "normalsize", "newblock", "operatorname", "path", "protect", "relax", "right", "rm", "rmfamily",
    "scriptstyle", "sf", "sffamily", "small", "text", "textmd", "textnormal", "textrm", "textsf", "texttt",
    "textup", "tt", "ttfamily", "unboldmath", "underline", "uppercase", "upshape", "url", "xspace",
];
