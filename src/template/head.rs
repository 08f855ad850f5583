//! How every form begins: the schema for the editor, what the form is, how to fill it in, and the keys that all documents share.

use super::text::{note, quoted, sentence, value};
use super::{Form, Particulars, Setting, place};
use crate::toolkit::Language;

/// Writes the beginning of a form. The first part of `how` says how to fill it in, the second is an example, in notes already.
pub(super) fn head(form: Form<'_>, (how, example): (&str, &str), particulars: &Particulars, setting: &Setting<'_>) -> String {
    let mut out = place::modeline(form.kind(), &particulars.path);
    out.push_str("#\n");
    out.push_str(&note(0, &called(form, setting)));
    if let Form::Tool(tool) = form
        && let Some(goal) = &tool.goal
    {
        out.push_str(&note(0, &format!("{}: {goal}", setting.label("goal", "Goal"))));
    }
    out.push_str("#\n");
    out.push_str(&note(0, how));
    out.push_str(example);
    out.push_str(&note(
        0,
        "No names of people, no single cases. Notes such as this one begin with #; delete them when you no longer need them.",
    ));
    out.push_str(&format!("\nschema: risklog/1\nkind: {}\n", form.kind()));
    if let Some(number) = form.number() {
        out.push_str(&format!("tool: {}\n", quoted(number)));
    }
    if let (Form::Intervention, Some(id)) = (form, &particulars.id) {
        out.push_str(&format!("id: {}\n", value(id)));
    }
    if let Some(scope) = &particulars.scope {
        out.push_str(&format!("scope: {}\n", value(scope)));
    }
    out.push_str(&sentence(0, "title", &title(form, particulars, setting)));
    out
}

fn called(form: Form<'_>, setting: &Setting<'_>) -> String {
    match form.number() {
        Some(number) => format!("{} {number}: {}", setting.label("tool", "Tool"), form_title(form, setting)),
        None if setting.words.language == Language::english() => format!("{} of one activity", form.title()),
        None => form_title(form, setting).to_owned(),
    }
}

/// Returns the title of the form in the language of the notes.
fn form_title<'a>(form: Form<'a>, setting: &Setting<'a>) -> &'a str {
    setting.words.title(form.number().unwrap_or(form.kind()), form.title())
}

/// Returns the title: what the user said, else that of the form with id, scope and project.
fn title(form: Form<'_>, particulars: &Particulars, setting: &Setting<'_>) -> String {
    if let Some(title) = &particulars.title {
        return title.clone();
    }
    let parts = [Some(form_title(form, setting)), particulars.id.as_deref(), particulars.scope.as_deref(), setting.project];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
