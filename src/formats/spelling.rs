//! Korean, Japanese and Chinese names in Latin letters, as far as a citation key needs them.
//!
//! Hangul by the Revised Romanization of Korean (letter by letter, without the changes of sound
//! between syllables), kana by Hepburn's system without marks of length, and the commonest Chinese
//! family names in Hanyu Pinyin without tones. Other Han characters have no one reading: a name with
//! them is not spelled.

const INITIALS: &str = "g kk n d tt r m b pp s ss  j jj ch k t p h";
const VOWELS: &str = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i";
const FINALS: &str = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t";

/// Hiragana from U+3041 on, each with a space behind it; small letters as what they do to a sound.
const KANA: &str = "a a i i u u e e o o ka ga ki gi ku gu ke ge ko go sa za shi ji su zu se ze so zo ta da chi ji \
    _ tsu zu te de to do na ni nu ne no ha ba pa hi bi pi fu bu pu he be pe ho bo po ma mi mu me mo ya ya yu yu \
    yo yo ra ri ru re ro wa wa i e o n vu ka ke";

/// Family names with the characters that are written so, in short and long form.
const FAMILIES: &str = "wang王汪 li李黎 zhang张張章 liu刘劉柳 chen陈陳 yang杨楊 huang黄黃 zhao赵趙 wu吴吳武伍 zhou周 xu徐许許 \
    sun孙孫 ma马馬 zhu朱祝 hu胡 guo郭 he何贺賀 gao高 lin林 luo罗羅骆駱 zheng郑鄭 liang梁 xie谢謝 song宋 tang唐汤湯 han韩韓 \
    feng冯馮 yu于余俞虞 dong董 xiao萧蕭肖 cheng程 cao曹 yuan袁 deng邓鄧 fu傅付 shen沈 zeng曾 peng彭 lv吕呂 su苏蘇 \
    lu卢盧陆陸鲁魯 jiang蒋蔣江姜 cai蔡 jia贾賈 ding丁 wei魏韦韋卫衛 xue薛 ye叶葉 yan阎閻严嚴颜顏 pan潘 du杜 dai戴 xia夏 \
    zhong钟鐘鍾 tian田 ren任 fan范樊 fang方房 shi石史施 yao姚 tan谭譚 liao廖 zou邹鄒 xiong熊 jin金 hao郝 kong孔 bai白 cui崔 \
    kang康 mao毛 qiu邱丘 qin秦 gu顾顧古 hou侯 shao邵 meng孟 long龙龍 wan万萬 duan段 lei雷 qian钱錢 yin尹殷 yi易 chang常 qiao乔喬 \
    lai赖賴 gong龚龔 wen文温溫 ouyang欧阳歐陽 sima司马司馬 zhuge诸葛諸葛 shangguan上官 mo莫 zuo左 niu牛 he贺 ji季 ling凌 \
    nie聂聶 guan关關 chu褚 an安";

/// A name or word in Latin letters; nothing where a Han character of it has no reading here, or where
/// none of its letters is from one of these scripts.
pub(super) fn spell(text: &str) -> Option<String> {
    if text.contains(is_han) {
        return family(text.trim()).map(str::to_owned);
    }
    let mut out = String::new();
    let mut found = false;
    for letter in text.chars() {
        match letter {
            '가'..='힣' => {
                syllable(u32::from(letter) - u32::from('가'), &mut out);
                found = true;
            }
            'ぁ'..='ゖ' => {
                found = true;
                kana(u32::from(letter) - u32::from('ぁ'), &mut out);
            }
            'ァ'..='ヶ' => {
                found = true;
                kana(u32::from(letter) - u32::from('ァ'), &mut out);
            }
            'ー' => {}
            other => out.push(other),
        }
    }
    found.then(|| out.replace('_', ""))
}

pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
}

fn syllable(number: u32, out: &mut String) {
    let part = |list: &'static str, at: u32| list.split(' ').nth(at as usize).unwrap_or_default();
    out.push_str(part(INITIALS, number / 588));
    out.push_str(part(VOWELS, number % 588 / 28));
    out.push_str(part(FINALS, number % 28));
}

/// A kana by its place in the block. The mark `_` of a small `tsu` doubles the next consonant; a small
/// `ya`, `yu`, `yo` takes the vowel before it.
fn kana(at: u32, out: &mut String) {
    let Some(sound) = KANA.split_whitespace().nth(at as usize) else { return };
    let small = matches!(at, 66 | 68 | 70) && out.ends_with('i');
    if small {
        out.pop();
        // `shi` and `ya` are `sha`, `ki` and `ya` are `kya`.
        let plain = out.ends_with("sh") || out.ends_with("ch") || out.ends_with('j');
        out.push_str(if plain { sound.trim_start_matches('y') } else { sound });
        return;
    }
    if out.ends_with('_') && sound != "_" {
        out.pop();
        out.push(if sound.starts_with("ch") { 't' } else { sound.chars().next().unwrap_or_default() });
    }
    out.push_str(sound);
}

/// The family name of a Chinese name: all of it, or what it begins with, names of two characters first.
fn family(name: &str) -> Option<&'static str> {
    let rows = || {
        FAMILIES
            .split_whitespace()
            .map(|row| row.split_at(row.find(|letter: char| !letter.is_ascii()).unwrap_or(row.len())))
    };
    let double = |(_, written): &(&str, &str)| {
        let letters: Vec<char> = written.chars().collect();
        letters.len() % 2 == 0
            && letters.chunks(2).any(|pair| name.starts_with(&*pair.iter().collect::<String>()))
    };
    let is_double = |spelled: &str| matches!(spelled, "ouyang" | "sima" | "zhuge" | "shangguan");
    let two = rows().find(|row| is_double(row.0) && double(row));
    let first = name.chars().next()?;
    let one = || rows().find(|(spelled, written)| !is_double(spelled) && written.contains(first));
    two.or_else(one).map(|row| row.0)
}

#[cfg(test)]
mod tests {
    use super::spell;

    #[test]
    fn spells_names_of_east_asia() {
        for (name, expected) in [
            ("김", Some("gim")),
            ("박", Some("bak")),
            ("영희", Some("yeonghui")),
            ("やまだ", Some("yamada")),
            ("タナカ", Some("tanaka")),
            ("きょうと", Some("kyouto")),
            ("はっとり", Some("hattori")),
            ("しゃちょう", Some("shachou")),
            ("王", Some("wang")),
            ("歐陽", Some("ouyang")),
            ("欧阳修", Some("ouyang")),
            ("司馬", Some("sima")),
            ("张伟", Some("zhang")),
            ("山田", None),
            ("Doe", None),
        ] {
            assert_eq!(spell(name).as_deref(), expected, "{name}");
        }
    }
}
