//! What is looked at in the overlays of a project, for the rules that have a name for it: an overlay adds to the catalogue
//! under ids of its own, names only what exists, and can hide nothing.

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::model::{Overlay, OverlayRisk, Project};
use crate::route::Route;
use crate::toolkit::{self, Edition};

/// Where an overlay's entry has a word that is looked up: its place, the entry's id, and the word.
pub(super) type Named<'a> = (Place, &'a str, &'a str);

fn overlays<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (&'a Document, &'a Overlay)> {
    subject.snapshot.overlays.iter().filter_map(|document| Some((document.as_ref(), document.overlay()?)))
}

/// `bad-id`: prefixes that are somebody else's, and risks that are not under a prefix of their overlay.
pub(super) fn bad_ids(subject: &Subject<'_>, rule: &'static str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (document, overlay) in overlays(subject) {
        for (prefix, _) in &overlay.prefixes {
            let Some(whose) = owner(subject.edition, prefix, document.path()) else { continue };
            let place = Place::key(document.path(), Route::root().key("prefixes").key(prefix));
            let finding = Finding::new(rule, place, format!("the prefix {prefix} is taken: it stands for {whose}"));
            findings.push(finding.about(prefix.clone()).help("choose two to four capitals that stand for nothing yet"));
        }
        findings.extend(overlay.risks.iter().filter_map(|risk| bad_risk_id(subject.edition, document, overlay, risk, rule)));
    }
    findings
}

fn bad_risk_id(edition: &Edition, document: &Document, overlay: &Overlay, risk: &OverlayRisk, rule: &'static str) -> Option<Finding> {
    let tell = |key: &str, message: String, help: String| {
        let place = Place::value(document.path(), risk.route().key(key));
        Some(Finding::new(rule, place, message).about(risk.id.clone()).help(help))
    };
    let (prefix, number) = risk.parts()?;
    if !overlay.prefixes.iter().any(|(own, _)| own == prefix) {
        let whose = owner(edition, prefix, document.path()).map(|whose| format!(", which stands for {whose}")).unwrap_or_default();
        let message = format!("{} is not under a prefix of this overlay, but under {prefix}{whose}", risk.id);
        let help = match overlay.prefixes.first() {
            Some((own, _)) => format!("an overlay adds risks under its own prefixes: write {own}-{number:02}"),
            None => "name a prefix of its own under `prefixes`, with the tool, and use it in the ids".to_owned(),
        };
        return tell("id", message, help);
    }
    let written = risk.number?;
    (written != number).then(|| {
        tell("number", format!("the number {written} is not the one in {}", risk.id), format!("write {number}, or leave it out"))
    })?
}

/// Says who else has a prefix: the toolkit, or an overlay that was named earlier.
fn owner(edition: &Edition, prefix: &str, path: &str) -> Option<String> {
    let earlier = || edition.own_prefix(prefix).filter(|own| own.overlay != path).map(|own| format!("the risks of {}", own.overlay));
    edition.taken_prefix(prefix).or_else(earlier)
}

/// `duplicate-id`: risks of overlays with the same id.
pub(super) fn duplicates(subject: &Subject<'_>, rule: &'static str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: Vec<(&str, Place)> = Vec::new();
    for (document, overlay) in overlays(subject) {
        for risk in &overlay.risks {
            let place = Place::value(document.path(), risk.route().key("id"));
            match seen.iter().find(|(id, _)| *id == risk.id) {
                Some((_, earlier)) => {
                    let message = format!("the id {} is taken by another risk of an overlay", risk.id);
                    let finding = Finding::new(rule, place, message).about(risk.id.clone());
                    let finding = finding.help("give the newer one the next number that was never used");
                    findings.push(finding.related(earlier.clone(), format!("{} stands here first", risk.id)));
                }
                None => seen.push((&risk.id, place)),
            }
        }
    }
    findings
}

/// `toolkit-ref-unknown`: editions, and ids under `wording` and `translations`, that are not in the catalogue.
pub(super) fn unknown_entries(subject: &Subject<'_>, rule: &'static str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (document, overlay) in overlays(subject) {
        if overlay.base.as_ref().is_some_and(|base| toolkit::edition(base).is_none()) {
            let place = Place::value(document.path(), Route::root().key("base"));
            let known = toolkit::editions().map(|edition| edition.id.as_str()).join(", ");
            let base = overlay.base.as_deref().unwrap_or_default();
            let finding = Finding::new(rule, place, format!("the toolkit edition `{base}` is not known, so this overlay adds nothing"));
            findings.push(finding.help(format!("this program knows {known}")));
            continue;
        }
        // What a missing overlay has is not known.
        if subject.snapshot.lacks_overlays() {
            continue;
        }
        let tell = |route: Route, id: &str, message: String, help: String| {
            Finding::new(rule, Place::key(document.path(), route), message).about(id.to_owned()).help(help)
        };
        for wording in overlay.wording.iter().filter(|wording| !subject.edition.has_entry(&wording.id)) {
            let message = format!("the catalogue has no entry `{}` whose wording could change", wording.id);
            let help = format!("name a risk, a question or an example by its id{}", near(subject.edition, &wording.id));
            findings.push(tell(Route::root().key("wording").key(&wording.id), &wording.id, message, help));
        }
        for tongue in &overlay.translations {
            let route = Route::root().key("translations").key(&tongue.language);
            for entry in tongue.entries.iter().filter(|entry| !subject.edition.is_translatable(&entry.id)) {
                let message = format!("the catalogue has nothing called `{}` that could be translated", entry.id);
                let help =
                    format!("name an entry by its id, or a tool, topic, right or label by its word{}", near(subject.edition, &entry.id));
                findings.push(tell(route.key(&entry.id), &entry.id, message, help));
            }
        }
    }
    findings
}

fn near(edition: &Edition, id: &str) -> String {
    let names = edition.names();
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let options: Vec<&str> = lower.iter().map(String::as_str).collect();
    let near = likeness::nearest(id, &options).and_then(|near| names.iter().find(|name| name.to_lowercase() == near));
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// Returns the words of overlays under a key of their risks, each with its place.
pub(super) fn words<'a>(subject: &Subject<'a>, key: &str, of: fn(&OverlayRisk) -> &Vec<String>) -> Vec<Named<'a>> {
    let of_risk = |document: &'a Document, risk: &'a OverlayRisk| {
        let place = |position| Place::value(document.path(), risk.route().key(key).index(position));
        of(risk).iter().enumerate().map(|(position, word)| (place(position), risk.id.as_str(), word.as_str())).collect::<Vec<_>>()
    };
    overlays(subject).flat_map(|(document, overlay)| overlay.risks.iter().flat_map(move |risk| of_risk(document, risk))).collect()
}

/// `manifest-contradiction`: what the manifest names as overlays, and what they say they are.
pub(super) fn named(subject: &Subject<'_>, file: &str, project: &Project, rule: &'static str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, path) in project.overlays.iter().enumerate() {
        let earlier = project.overlays.iter().take(position).any(|other| other == path);
        let problem = if earlier { Some(("is named twice", "name it once")) } else { named_problem(subject, path) };
        let Some((message, help)) = problem else { continue };
        let place = Place::value(file, Route::root().key("toolkit").key("overlays").index(position));
        findings.push(Finding::new(rule, place, format!("the overlay `{path}` {message}")).help(help));
    }
    for (document, overlay) in overlays(subject) {
        let other = overlay.base.as_deref().filter(|base| *base != subject.edition.id && toolkit::edition(base).is_some());
        let Some(other) = other else { continue };
        let place = Place::value(document.path(), Route::root().key("base"));
        let message = format!("this overlay adds to the edition {other}, and the project uses {}", subject.edition.id);
        findings.push(Finding::new(rule, place, message).help("write an overlay for the project's edition"));
    }
    for document in subject.snapshot.documents.iter().filter(|document| document.overlay().is_some()) {
        let place = Place::value(document.path(), Route::root().key("kind"));
        let message = "this overlay has no effect: the manifest does not name it";
        findings
            .push(Finding::new(rule, place, message).help("add its path to `overlays` under `toolkit` in the manifest, or take it out"));
    }
    findings
}

fn named_problem(subject: &Subject<'_>, path: &str) -> Option<(&'static str, &'static str)> {
    let Some(whole) = subject.snapshot.overlay_path(path) else {
        return Some((
            "is no path of a YAML file inside the project",
            "write the path from the project's folder, without `..`, such as toolkit/west-africa.yaml",
        ));
    };
    if subject.snapshot.unseen.iter().any(|unseen| unseen.path == whole) {
        return None;
    }
    let Some(document) = subject.snapshot.overlays.iter().find(|document| document.path() == whole) else {
        return Some(("does not exist", "write the file, correct the path, or take the line out"));
    };
    let is_other = document.is_readable() && document.overlay().is_none();
    is_other.then_some(("is another kind of document", "an overlay begins with `schema: risklog/1` and `kind: toolkit_overlay`"))
}
