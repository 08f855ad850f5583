//! The three-way comparison of what the states say: the edits that bring their changes into our text, and the fields that
//! both sides set differently.

use super::pairing::{self, Telling};
use super::{Conflict, Sides};
use crate::model::Date;
use crate::route::Route;
use crate::source::Source;
use crate::yaml::edit::{Edit, Value};
use crate::yaml::{Content, Node};

/// What is to be done to our text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The edits in the order in which they are made; the disputed ones are marked.
    edits: Vec<(Edit, bool)>,
    /// The fields that both sides set.
    pub(super) conflicts: Vec<Conflict>,
}

impl Found {
    /// Their changes that nobody disputes.
    pub(super) fn agreed(&self) -> Vec<Edit> {
        self.edits.iter().filter(|(_, disputed)| !disputed).map(|(edit, _)| edit.clone()).collect()
    }

    /// All their changes, as if they were right in every conflict.
    pub(super) fn all(&self) -> Vec<Edit> {
        self.edits.iter().map(|(edit, _)| edit.clone()).collect()
    }
}

type States<'a> = Sides<Option<&'a Node>>;

/// Compares the states. The routes of the edits are those of our text.
pub(super) fn merge(states: States<'_>, their_text: &Source) -> Result<Found, &'static str> {
    let mut merging = Merging { found: Found::default(), their_text, names: Vec::new(), error: None };
    merging.value(&Route::root(), states);
    match merging.error {
        Some(reason) => Err(reason),
        None => Ok(merging.found),
    }
}

struct Merging<'a> {
    found: Found,
    their_text: &'a Source,
    /// The names of the entries that the place lies in.
    names: Vec<String>,
    error: Option<&'static str>,
}

impl Merging<'_> {
    fn value(&mut self, route: &Route, states: States<'_>) {
        let Sides { base, ours, theirs } = states;
        if pairing::are_the_same(ours, theirs) || pairing::are_the_same(base, theirs) {
            return;
        }
        let (Some(mine), Some(other)) = (ours, theirs) else { return self.whole(route, states) };
        match (&mine.content, &other.content) {
            (Content::Map(_), Content::Map(_)) => self.keys(route, base, mine, other),
            (Content::List(_), Content::List(_)) => self.items(route, base, mine, other),
            _ => self.whole(route, states),
        }
    }

    /// Merges a value as one: one side's, or a conflict.
    fn whole(&mut self, route: &Route, states: States<'_>) {
        let Sides { base, ours, theirs } = states;
        let edit = match theirs {
            Some(theirs) => Edit::set(route.clone(), self.written(theirs)),
            None => Edit::remove(route.clone()),
        };
        let is_ours_alone = pairing::are_the_same(base, ours);
        if !is_ours_alone {
            self.conflict(route.last_key().unwrap_or_default(), ours, theirs);
        }
        self.found.edits.push((edit, !is_ours_alone));
    }

    fn keys(&mut self, route: &Route, base: Option<&Node>, ours: &Node, theirs: &Node) {
        let mut keys: Vec<&str> = ours.entries().iter().map(|entry| entry.key.as_str()).collect();
        keys.extend(theirs.entries().iter().map(|entry| entry.key.as_str()).filter(|key| ours.get(key).is_none()));
        for key in keys {
            let states = Sides { base: base.and_then(|base| base.get(key)), ours: ours.get(key), theirs: theirs.get(key) };
            self.value(&route.key(key), states);
        }
    }

    fn items(&mut self, route: &Route, base: Option<&Node>, ours: &Node, theirs: &Node) {
        let lists = Sides { base: base.map(Node::items).unwrap_or_default(), ours: ours.items(), theirs: theirs.items() };
        match pairing::telling(&[lists.base, lists.ours, lists.theirs]) {
            Telling::Not => self.row(route, Sides { base, ours: Some(ours), theirs: Some(theirs) }),
            telling => self.told_apart(route, lists, telling),
        }
    }

    /// Merges items that nothing tells apart: both sides may add behind what was there, and nothing else.
    fn row(&mut self, route: &Route, states: States<'_>) {
        let items = |node: Option<&Node>| node.map(|node| node.items().to_vec()).unwrap_or_default();
        let Sides { base, ours, theirs } = Sides { base: items(states.base), ours: items(states.ours), theirs: items(states.theirs) };
        let begins =
            |list: &[Node]| list.len() >= base.len() && base.iter().zip(list).all(|(one, other)| pairing::say_the_same(one, other));
        if pairing::are_the_same(states.base, states.ours) || !begins(&ours) || !begins(&theirs) {
            return self.whole(route, states);
        }
        for item in theirs.iter().skip(base.len()) {
            let written = self.written(item);
            self.found.edits.push((Edit::append(route.clone(), written), false));
        }
    }

    fn told_apart(&mut self, route: &Route, lists: Sides<&[Node]>, telling: Telling) {
        let find = |list, name: &str| pairing::find(list, name, telling);
        // The list itself is changed from its end to its beginning, after everything inside its items: no index moves.
        let mut moves: Vec<(usize, Edit, bool)> = Vec::new();
        for (index, item) in lists.ours.iter().enumerate() {
            let Some(name) = pairing::name(item, telling) else { continue };
            let (base, theirs) = (find(lists.base, name), find(lists.theirs, name));
            let here = route.index(index);
            let states = Sides { base: base.map(|found| found.1), ours: Some(item), theirs: theirs.map(|found| found.1) };
            match (base, theirs) {
                (_, Some(_)) => self.named(name, |merging| merging.value(&here, states)),
                (Some(_), None) => {
                    let disputed = !pairing::are_the_same(states.base, states.ours);
                    if disputed {
                        self.named(name, |merging| merging.conflict("", states.ours, None));
                    }
                    moves.push((index, Edit::remove(here), disputed));
                }
                (None, None) => {}
            }
        }
        for (place, item) in lists.theirs.iter().enumerate() {
            let Some(name) = pairing::name(item, telling) else { continue };
            if find(lists.ours, name).is_some() {
                continue;
            }
            let base = find(lists.base, name).map(|found| found.1);
            if pairing::are_the_same(base, Some(item)) {
                continue;
            }
            // It is new, or we took it out and they changed it.
            let disputed = base.is_some();
            if disputed {
                self.named(name, |merging| merging.conflict("", None, Some(item)));
            }
            let index = behind(lists, telling, place);
            moves.push((index, Edit::insert(route.clone(), index, self.written(item)), disputed));
        }
        // NOTE: of the new ones at one place the last goes in first; what is taken out there goes before them.
        moves.reverse();
        moves.sort_by_key(|(index, edit, _)| (std::cmp::Reverse(*index), edit.route() == route));
        self.found.edits.extend(moves.into_iter().map(|(_, edit, disputed)| (edit, disputed)));
    }

    fn named(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.names.push(name.to_owned());
        inner(self);
        self.names.pop();
    }

    fn conflict(&mut self, key: &str, ours: Option<&Node>, theirs: Option<&Node>) {
        let mut place = self.names.join(" ");
        if !key.is_empty() {
            place = format!("{place} {key}").trim_start().to_owned();
        }
        self.found.conflicts.push(Conflict { place, ours: ours.map(told), theirs: theirs.map(told) });
    }

    /// A value of theirs as it is written into our text: a day stays a day.
    fn written(&self, node: &Node) -> Value {
        match &node.content {
            Content::Text(text) if self.their_text.slice(&node.span) == text && text.len() == 10 && text.parse::<Date>().is_ok() => {
                Value::Day(text.clone())
            }
            Content::List(items) => Value::List(items.iter().map(|item| self.written(item)).collect()),
            Content::Map(entries) => Value::Map(entries.iter().map(|entry| (entry.key.clone(), self.written(&entry.value))).collect()),
            _ => Value::of(node),
        }
    }
}

/// Where an item that only they have goes in our list: behind the last one before it that we have too; of several new ones
/// the order stays.
fn behind(lists: Sides<&[Node]>, telling: Telling, place: usize) -> usize {
    let before = lists.theirs.iter().take(place).rev();
    let known = before.filter_map(|item| pairing::find(lists.ours, pairing::name(item, telling)?, telling));
    let at_end = lists
        .theirs
        .iter()
        .skip(place)
        .all(|item| pairing::name(item, telling).is_none_or(|name| pairing::find(lists.ours, name, telling).is_none()));
    // What they added at the end goes to the end, behind what we added there.
    if at_end { lists.ours.len() } else { known.map(|(index, _)| index + 1).next().unwrap_or(0) }
}

/// A value in one line, as a message shows it.
fn told(node: &Node) -> String {
    match &node.content {
        Content::Null => "blank".to_owned(),
        Content::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Content::Bool(value) => value.to_string(),
        Content::Int(value) => value.to_string(),
        Content::Float(value) => value.to_string(),
        Content::List(items) => format!("{} entries", items.len()),
        Content::Map(_) => "changed".to_owned(),
    }
}
