//! The three-way comparison of lists: by what tells their items apart, or as rows to which both sides may add.

use super::Sides;
use super::pairing::{self, Index, Telling};
use super::tree::{Merging, States};
use crate::route::Route;
use crate::yaml::Node;
use crate::yaml::edit::{Edit, Value};

/// A list in its three states, and its items by their names.
struct Lists<'a> {
    items: Sides<&'a [Node]>,
    index: Sides<Index<'a>>,
    telling: Telling,
}

impl Merging<'_> {
    pub(super) fn items(&mut self, route: &Route, base: Option<&Node>, ours: &Node, theirs: &Node) {
        let items = Sides { base: base.map(Node::items).unwrap_or_default(), ours: ours.items(), theirs: theirs.items() };
        let states = Sides { base, ours: Some(ours), theirs: Some(theirs) };
        let telling = pairing::telling(&[items.base, items.ours, items.theirs]);
        let index = |items| Index::of(items, telling);
        let lists =
            Lists { items, telling, index: Sides { base: index(items.base), ours: index(items.ours), theirs: index(items.theirs) } };
        match telling {
            // A sentence that changed is another one: only its place says which it was.
            Telling::Words if [items.base, items.ours, items.theirs].into_iter().flatten().any(is_sentence) => self.row(route, states),
            Telling::Words if lists.both_replaced() => self.whole(route, states),
            Telling::Not => self.row(route, states),
            Telling::Key(_) | Telling::Words => self.told_apart(route, &lists),
        }
    }

    /// Merges items that nothing tells apart: both sides may add behind what was there, and nothing else.
    fn row(&mut self, route: &Route, states: States<'_>) {
        if pairing::are_the_same(states.base, states.ours) {
            return self.whole(route, states);
        }
        let items = |node: Option<&Node>| node.map(|node| node.items().to_vec()).unwrap_or_default();
        let Sides { base, ours, theirs } = Sides { base: items(states.base), ours: items(states.ours), theirs: items(states.theirs) };
        let begins =
            |list: &[Node]| list.len() >= base.len() && base.iter().zip(list).all(|(one, other)| pairing::say_the_same(one, other));
        if !begins(&ours) || !begins(&theirs) {
            self.error = Some("both sides changed a list whose entries nothing tells apart");
            return;
        }
        let mut added: Vec<&Node> = ours.iter().skip(base.len()).collect();
        for item in theirs.iter().skip(base.len()) {
            // What both added is there once.
            match added.iter().position(|other| pairing::say_the_same(other, item)) {
                Some(index) => drop(added.remove(index)),
                None => {
                    let written = self.written(item);
                    self.found.edits.push((Edit::append(route.clone(), written), false));
                }
            }
        }
    }

    fn told_apart(&mut self, route: &Route, lists: &Lists<'_>) {
        // The list itself is changed from its end to its beginning, after everything inside its items: no index moves.
        let mut moves: Vec<(usize, Edit, bool)> = Vec::new();
        for (index, item) in lists.items.ours.iter().enumerate() {
            let Some(name) = pairing::name(item, lists.telling) else { continue };
            let here = route.index(index);
            let states = Sides { base: lists.index.base.node(name), ours: Some(item), theirs: lists.index.theirs.node(name) };
            match (states.base, states.theirs) {
                (_, Some(_)) => self.named(name, |merging| merging.value(&here, states)),
                (Some(_), None) => {
                    let disputed = !pairing::are_the_same(states.base, states.ours);
                    if disputed {
                        self.named(name, |merging| merging.conflict(states.ours, None));
                    }
                    moves.push((index, Edit::remove(here), disputed));
                }
                (None, None) => {}
            }
        }
        self.new_ones(route, lists, &mut moves);
        // NOTE: of the new ones at one place the last goes in first; what is taken out there goes before them.
        moves.reverse();
        moves.sort_by_key(|(index, edit, _)| (std::cmp::Reverse(*index), edit.route() == route));
        self.found.edits.extend(moves.into_iter().map(|(_, edit, disputed)| (edit, disputed)));
    }

    /// Items that only they have: new ones, and those that we took out and they changed.
    fn new_ones(&mut self, route: &Route, lists: &Lists<'_>, moves: &mut Vec<(usize, Edit, bool)>) {
        // Neighbours go in together.
        let mut runs: Vec<(usize, bool, Vec<Value>)> = Vec::new();
        for (item, index) in lists.items.theirs.iter().zip(lists.places()) {
            let Some(name) = pairing::name(item, lists.telling) else { continue };
            let base = lists.index.base.node(name);
            if lists.index.ours.node(name).is_some() || pairing::are_the_same(base, Some(item)) {
                continue;
            }
            let disputed = base.is_some();
            if disputed {
                self.named(name, |merging| merging.conflict(None, Some(item)));
            }
            let written = self.written(item);
            match runs.last_mut() {
                Some((place, of_dispute, run)) if (*place, *of_dispute) == (index, disputed) => run.push(written),
                _ => runs.push((index, disputed, vec![written])),
            }
        }
        moves.extend(runs.into_iter().map(|(index, disputed, run)| (index, Edit::insert_all(route.clone(), index, run), disputed)));
    }
}

impl Lists<'_> {
    /// Says whether both sides put words of their own in the place of a word that both took out.
    fn both_replaced(&self) -> bool {
        let lacks = |index: &Index<'_>, item: &Node| pairing::name(item, self.telling).is_some_and(|name| index.node(name).is_none());
        let Sides { base, ours, theirs } = &self.index;
        let only = |items: &[Node], one: &Index<'_>, other: &Index<'_>| items.iter().any(|item| lacks(one, item) && lacks(other, item));
        only(self.items.base, ours, theirs) && only(self.items.ours, base, theirs) && only(self.items.theirs, base, ours)
    }

    /// Where each of their items would go in our list: behind the last one before it that we have too. What they added at
    /// the end goes to the end, behind what we added there.
    fn places(&self) -> Vec<usize> {
        let known = |item: &Node| self.index.ours.place(pairing::name(item, self.telling)?);
        let last_known = self.items.theirs.iter().rposition(|item| known(item).is_some());
        let mut behind = 0;
        let place = |(index, item): (usize, &Node)| {
            behind = known(item).map_or(behind, |place| place + 1);
            if last_known.is_none_or(|last| index > last) { self.items.ours.len() } else { behind }
        };
        self.items.theirs.iter().enumerate().map(place).collect()
    }
}

fn is_sentence(item: &Node) -> bool {
    item.text().is_some_and(|text| text.contains(char::is_whitespace))
}
