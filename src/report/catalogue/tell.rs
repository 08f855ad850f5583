//! Telling one part of the catalogue in a language.

use super::{Catalogue, Contents, EntryKind, FileAt, Named, ToldEntry, ToldRight, ToldSource, ToldTool, ToldTopic};
use crate::document::Document;
use crate::finding::Place;
use crate::route::Route;
use crate::toolkit::{AdvocacyExample, Checklist, ChecklistItem, Edition, PrintedRisk, Right, Slug, Tool, Topic};

impl<'a> Catalogue<'a> {
    pub(super) const fn edition(&self) -> &'a Edition {
        self.words.edition
    }

    pub(super) fn tell_tool(&self, tool: &'a Tool) -> ToldTool {
        let edition = self.edition();
        let checklist = edition.checklist(&tool.number);
        let is_table = tool.kind == "advocacy_log";
        let printed = edition.printed_of(&tool.number).count();
        let contents = Contents {
            risks: printed,
            overlay_risks: edition.risks_of(&tool.number).count() - printed,
            questions: checklist.map_or(0, |checklist| checklist.items.len()),
            sections: checklist.map_or(0, |checklist| checklist.sections.len()),
            examples: if is_table { edition.advocacy().len() } else { 0 },
            topics: if is_table { edition.advocacy_topics().count() } else { 0 },
        };
        ToldTool {
            number: tool.number.clone(),
            title: self.words.title(&tool.number, &tool.title).to_owned(),
            kind: tool.kind.clone(),
            goal: tool.goal.as_deref().map(|goal| self.words.statement(&tool.number, goal).to_owned()),
            prefixes: edition.prefixes_of(&tool.number).map(str::to_owned).collect(),
            indicators: tool.indicators.clone(),
            contents,
            files: self.files(|document| {
                let node = document.node()?;
                let key = if tool.kind == tool.number { "kind" } else { "tool" };
                (node.get(key)?.text()? == tool.number).then(|| Route::root().key(key))
            }),
        }
    }

    pub(super) fn tell_risk(&self, risk: &'a PrintedRisk) -> ToldEntry {
        let hint = Some(risk.mitigation_hint.clone()).filter(|hint| !hint.is_empty());
        ToldEntry {
            tool: self.tool_named(&risk.tool),
            number: Some(risk.number),
            statement: Some(self.words.statement(&risk.id, &risk.statement).to_owned()),
            hint,
            topics: self.topics(&risk.topics),
            references: risk.references.clone(),
            rights: risk.rights_at_stake.iter().map(|slug| self.right_called(slug)).collect(),
            rights_holders: risk.rights_holders.iter().map(|slug| self.holder(slug)).collect(),
            overlay: risk.overlay.clone(),
            wording: risk.wording.clone(),
            files: self.files_of(&risk.id),
            ..self.blank(EntryKind::Risk, &risk.id, &risk.title)
        }
    }

    pub(super) fn tell_item(&self, checklist: &'a Checklist, item: &'a ChecklistItem) -> ToldEntry {
        ToldEntry {
            tool: self.tool_named(&checklist.tool),
            number: Some(item.number),
            section: checklist.section_of(item).map(|section| self.named(&section.slug, &section.title)),
            statement: Some(self.words.statement(&item.id, &item.question).to_owned()),
            hint: item.hint.clone(),
            topics: self.topics(&item.topics),
            references: item.references.clone(),
            wording: item.wording.clone(),
            files: self.files_of(&item.id),
            ..self.blank(EntryKind::Question, &item.id, &item.title)
        }
    }

    pub(super) fn tell_example(&self, example: &'a AdvocacyExample) -> ToldEntry {
        ToldEntry {
            tool: self.edition().tools.iter().find(|tool| tool.kind == "advocacy_log").map(|tool| self.named(&tool.number, &tool.title)),
            number: Some(example.number),
            statement: Some(self.words.statement(&example.id, &example.concern).to_owned()),
            hint: Some(example.point.clone()),
            topics: self.edition().topic(&example.topic).map(|topic| self.topic(topic)).into_iter().collect(),
            wording: example.wording.clone(),
            ..self.blank(EntryKind::Example, &example.id, &example.title)
        }
    }

    pub(super) fn tell_topic(&self, topic: &'a Topic) -> ToldEntry {
        let risks = self.risks_with(|risk| risk.topics.contains(&topic.slug));
        let checklists = self.edition().checklists().iter().flat_map(|checklist| &checklist.items);
        let items = checklists.filter(|item| item.topics.contains(&topic.slug)).map(|item| self.named(&item.id, &item.title));
        let examples = self.edition().advocacy().iter().filter(|example| example.topic == topic.slug);
        let examples = examples.map(|example| self.named(&example.id, &example.title));
        ToldEntry {
            topics: vec![self.topic(topic)],
            named_by: risks.into_iter().chain(items).chain(examples).collect(),
            ..self.blank(EntryKind::Topic, &topic.slug, &topic.title)
        }
    }

    pub(super) fn tell_right(&self, right: &'a Right) -> ToldEntry {
        ToldEntry {
            rights: vec![self.right(right)],
            named_by: self.risks_with(|risk| risk.rights_at_stake.contains(&right.slug)),
            ..self.blank(EntryKind::Right, &right.slug, &right.title)
        }
    }

    pub(super) fn tell_people(&self, kind: EntryKind, slug: &'a Slug) -> ToldEntry {
        ToldEntry {
            named_by: self.risks_with(|risk| risk.rights_holders.contains(&slug.slug)),
            ..self.blank(kind, &slug.slug, &slug.title)
        }
    }

    fn blank(&self, kind: EntryKind, id: &'a str, title: &'a str) -> ToldEntry {
        ToldEntry {
            kind,
            id: id.to_owned(),
            title: self.words.title(id, title).to_owned(),
            tool: None,
            number: None,
            section: None,
            statement: None,
            hint: None,
            topics: Vec::new(),
            references: Vec::new(),
            rights: Vec::new(),
            rights_holders: Vec::new(),
            overlay: None,
            wording: None,
            named_by: Vec::new(),
            files: Vec::new(),
        }
    }

    fn named(&self, name: &'a str, title: &'a str) -> Named {
        Named { name: name.to_owned(), title: self.words.title(name, title).to_owned() }
    }

    fn tool_named(&self, number: &str) -> Option<Named> {
        self.edition().tool(number).map(|tool| self.named(&tool.number, &tool.title))
    }

    /// People by their slug; a word of an office's own stands for itself.
    fn holder(&self, slug: &'a str) -> Named {
        let known = self.edition().rights_holders.iter().find(|known| known.slug == slug);
        known.map_or_else(|| self.named(slug, slug), |known| self.named(&known.slug, &known.title))
    }

    /// A right by its slug; a word of an office's own stands for itself, and rests on nothing that the catalogue knows.
    fn right_called(&self, slug: &'a str) -> ToldRight {
        let own = || ToldRight { named: self.named(slug, slug), red_line: false, sources: Vec::new() };
        self.edition().right(slug).map_or_else(own, |right| self.right(right))
    }

    fn topics(&self, slugs: &[String]) -> Vec<ToldTopic> {
        slugs.iter().filter_map(|slug| self.edition().topic(slug)).map(|topic| self.topic(topic)).collect()
    }

    fn topic(&self, topic: &'a Topic) -> ToldTopic {
        ToldTopic { named: self.named(&topic.slug, &topic.title), published: topic.published.clone(), part_three: topic.part_three.clone() }
    }

    fn right(&self, right: &'a Right) -> ToldRight {
        let source = |(instrument, article): (&str, &str)| ToldSource {
            instrument: instrument.to_owned(),
            title: self.edition().instrument(instrument).map(|known| format!("{}, {}", known.title, known.year)).unwrap_or_default(),
            article: article.to_owned(),
        };
        ToldRight { named: self.named(&right.slug, &right.title), red_line: right.red_line, sources: right.sources().map(source).collect() }
    }

    fn risks_with(&self, has: impl Fn(&PrintedRisk) -> bool) -> Vec<Named> {
        self.edition().risks.iter().filter(|risk| has(risk)).map(|risk| self.named(&risk.id, &risk.title)).collect()
    }

    /// Finds where an id stands in the documents of the project: as the `id` of an entry of a list.
    pub(super) fn files_of(&self, id: &str) -> Vec<FileAt> {
        self.files(|document| {
            let lists = document.node()?.entries().iter();
            let route = |key: &str, place: usize| Route::root().key(key).index(place).key("id");
            let is_it = |item: &crate::yaml::Node| item.get("id").and_then(|own| own.text()) == Some(id);
            lists.filter_map(|list| Some(route(&list.key, list.value.items().iter().position(is_it)?))).next()
        })
    }

    fn files(&self, route: impl Fn(&Document) -> Option<Route>) -> Vec<FileAt> {
        let documents = self.project.into_iter().flat_map(|state| &state.documents);
        let place = |document: &Document| {
            let region = document.locate(&Place::value(document.path(), route(document)?));
            Some(FileAt { path: document.path().to_owned(), line: region.start.line })
        };
        documents.filter_map(|document| place(document)).collect()
    }
}
