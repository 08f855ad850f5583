//! Taking personal data out of a page that shows what files said. A value may be cut into runs, as where two wordings are
//! compared: it is searched for in the line as a whole, and hidden in each of its runs.

use super::{Block, Page, Run, Text, Tone};
use crate::privacy::Veil;

/// Returns the page with what must never be shown masked.
pub(super) fn hide(mut page: Page, veil: &Veil) -> Page {
    page.title = page.title.map(|title| veil.hide(&title).into_owned());
    for block in &mut page.blocks {
        match block {
            Block::Heading { text, aside, .. } => {
                hide_text(text, veil);
                aside.iter_mut().for_each(|aside| hide_text(aside, veil));
            }
            Block::Paragraph(text) => hide_text(text, veil),
            Block::Marking(marking) => *marking = veil.hide(marking).into_owned(),
            Block::Entry(entry) => {
                entry.head.iter_mut().for_each(|text| hide_text(text, veil));
                entry.lines.iter_mut().for_each(|line| hide_text(&mut line.text, veil));
            }
            Block::Table(table) => table.rows.iter_mut().flatten().flatten().for_each(|text| hide_text(text, veil)),
            Block::Details { summary, body } => {
                hide_text(summary, veil);
                hide_text(body, veil);
            }
        }
    }
    page
}

fn hide_text(text: &mut Text, veil: &Veil) {
    let original = text.runs.clone();
    let single: Vec<usize> = (0..original.len()).collect();
    let without = |tone: Tone| single.iter().copied().filter(|place| original.get(*place).is_some_and(|run| run.tone != tone)).collect();
    // The line as a whole; each side of a comparison, whose words stand in one another; and each run by itself.
    let mut parts: Vec<Vec<usize>> = vec![single.clone()];
    if original.len() > 1 {
        parts.extend([without(Tone::Gone), without(Tone::New)]);
        parts.extend(single.iter().map(|place| vec![*place]));
    }
    for part in parts {
        let said: String = part.iter().filter_map(|place| original.get(*place)).map(|run| run.text.as_str()).collect();
        let hidden = veil.hide(&said);
        if hidden != said {
            hide_runs(&mut text.runs, &part, &hidden);
        }
    }
}

/// Puts the stars of a masked text into the runs that it was made of. A mask has as many characters as what it hides.
fn hide_runs(runs: &mut [Run], part: &[usize], hidden: &str) {
    let mut letters = hidden.chars();
    for place in part {
        let Some(run) = runs.get_mut(*place) else { continue };
        let starred = run.text.chars().map(|letter| if letters.next() == Some('*') { '*' } else { letter });
        run.text = starred.collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: Text) -> String {
        let page = hide(Page { blocks: vec![Block::Paragraph(text)], ..Page::default() }, &Veil::default());
        let Some(Block::Paragraph(text)) = page.blocks.into_iter().next() else { return String::new() };
        text.runs.into_iter().map(|run| run.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_number_that_is_cut_into_runs_is_hidden_on_both_sides() {
        let number = Text::plain("ask +99 300 ").and(Tone::Gone, "1234567").and(Tone::New, "7654321").then(" there");
        let shown = shown(number);
        assert!(!shown.contains("123456") && !shown.contains("765432"), "{shown}");
        assert!(shown.starts_with("ask +99 3") && shown.ends_with(" there"), "{shown}");
    }

    #[test]
    fn a_text_without_traces_stays_as_it_is() {
        assert_eq!(shown(Text::plain("two victims, ").and(Tone::New, "rated high")), "two victims, |rated high");
    }
}
