//! What a small document looks like.

use super::page;
use crate::report::page::{Block, Entry, Language, Page, Table, Text, Tone};

fn small(blocks: Vec<Block>) -> Page {
    Page { title: Some("A page".to_owned()), command: Some("risklog page".to_owned()), blocks, ..Page::default() }
}

/// Returns what stands in the main part, behind its heading.
fn main_of(blocks: Vec<Block>) -> String {
    let written = page(&small(blocks));
    let (_, rest) = written.split_once("<h1>A page</h1>").expect("a heading");
    let (main, _) = rest.split_once("</main>").expect("an end");
    main.replace('\n', "")
}

#[test]
fn every_kind_of_block_has_its_element() {
    let mut entry = Entry::new(vec![Text::of(Tone::Strong, "CJ-05"), Text::default(), Text::of(Tone::Bad, "▲ raised")]);
    entry.say("why", Text::of(Tone::Gone, "old").then(" ").and(Tone::New, "new"));
    let written = main_of(vec![
        Block::Marking("confidential".to_owned()),
        Block::Paragraph(Text::plain("a < b")),
        Block::Heading { level: 2, text: Text::plain("A & B"), aside: Some(Text::plain("3.3 no. 1")) },
        Block::Entry(entry),
        Block::Details { summary: Text::plain("more"), body: Text::of(Tone::Code, "git log").and(Tone::Muted, " of it") },
    ]);
    let expected = "<p dir=\"ltr\">a &#60; b</p><div class=\"columns\"><div class=\"sections\">\
                    <section><h2 id=\"A-B\" dir=\"ltr\"><span>A &#38; B</span> <span class=\"aside\" dir=\"ltr\">3.3 no. 1</span></h2>\
                    <div class=\"entry\"><p class=\"head\"><span dir=\"ltr\"><strong>CJ-05</strong></span> \
                    <span dir=\"ltr\"><strong class=\"bad\">▲ raised</strong></span> </p>\
                    <dl><div><dt><bdi>why</bdi></dt><dd dir=\"ltr\"><del>old</del> <ins>new</ins></dd></div></dl></div>\
                    <details open><summary dir=\"ltr\">more</summary>\
                    <p dir=\"ltr\"><code dir=\"ltr\">git log</code><span class=\"muted\"> of it</span></p></details></section></div></div>";
    assert_eq!(written, expected);
}

#[test]
fn a_table_has_a_caption_and_its_cells_know_their_column() {
    let head = vec!["risk".to_owned(), "why".to_owned()];
    let rows = vec![vec![vec![Text::plain("CJ-05")], vec![Text::plain("one"), Text::plain("two")]]];
    let table = |is_grid| Block::Table(Table { head: head.clone(), rows: rows.clone(), is_grid });
    let written = main_of(vec![Block::heading(2, "Ratings"), table(false), table(true)]);
    let first = "<table class=\"rows\" role=\"table\"><caption id=\"table\">Ratings</caption><thead role=\"rowgroup\"><tr role=\"row\">\
                 <th scope=\"col\" role=\"columnheader\"><bdi>risk</bdi></th><th scope=\"col\" role=\"columnheader\"><bdi>why</bdi></th></tr></thead>\
                 <tbody role=\"rowgroup\"><tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><div dir=\"ltr\">CJ-05</div></th>\
                 <td role=\"cell\" data-label=\"why\"><div dir=\"ltr\">one</div><div dir=\"ltr\">two</div></td></tr></tbody></table>";
    assert!(written.contains(first), "{written}");
    assert!(
        written.contains("<div class=\"scroll\" role=\"region\" aria-labelledby=\"table-2\" tabindex=\"0\"><table class=\"grid\""),
        "{written}"
    );
}

#[test]
fn right_to_left_texts_are_kept_apart_and_a_page_of_them_says_so() {
    let text = Text::of(Tone::Strong, "CJ-05").then("  قد يُحاكم ");
    let written = main_of(vec![Block::Paragraph(text.clone()), Block::Paragraph(Text::plain("قد يُحاكم CJ-05"))]);
    let expected = "<p dir=\"ltr\"><strong><bdi>CJ-05</bdi></strong> <bdi>قد يُحاكم</bdi> </p><p dir=\"rtl\"><bdi>قد يُحاكم CJ-05</bdi></p>";
    assert!(written.starts_with(expected), "{written}");
    let language = Language { tag: "ar".to_owned(), is_right_to_left: true };
    let written = page(&Page { language, ..small(vec![Block::Paragraph(text)]) });
    assert!(written.contains("<html lang=\"ar\" dir=\"rtl\">"), "{written}");
}

#[test]
fn the_marking_stands_in_head_and_foot_and_nothing_of_it_is_markup() {
    let written = page(&small(vec![Block::Marking("</title><b>x</b>".to_owned()), Block::Marking("</title><b>x</b>".to_owned())]));
    assert_eq!(written.matches("<bdi>&#60;/title&#62;&#60;b&#62;x&#60;/b&#62;</bdi>").count(), 2, "{written}");
    assert!(!page(&small(Vec::new())).contains("class=\"marking\""), "no marking, no line for it");
}

#[test]
fn a_page_has_one_first_heading_its_own_or_its_title() {
    let headed = page(&small(vec![Block::heading(1, "Its own")]));
    assert!(headed.contains("<title>A page</title>") && headed.matches("<h1").count() == 1 && headed.contains("<span>Its own</span></h1>"));
    let unnamed = page(&Page { blocks: vec![Block::heading(1, "Its own")], ..Page::default() });
    assert!(unnamed.contains("<title>Its own</title>"), "{unnamed}");
}

#[test]
fn several_first_headings_stand_below_the_title() {
    let blocks = vec![Block::heading(1, "One"), Block::heading(2, "Part"), Block::heading(1, "Two")];
    let written = main_of(blocks);
    let levels: Vec<&str> = written.split("<h").skip(1).filter_map(|rest| rest.get(..1)).collect();
    assert_eq!(levels, ["2", "3", "2"], "{written}");
}

#[test]
fn contents_are_listed_where_there_is_something_to_list() {
    let headings = |number: usize| (0..number).map(|place| Block::heading(2, format!("Part {place}"))).collect();
    assert!(!page(&small(headings(2))).contains("<nav"));
    assert!(page(&small(headings(3))).contains("<li><a href=\"#Part-2\" dir=\"ltr\">Part 2</a></li>"));
}
