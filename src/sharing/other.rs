//! The toolkit's other documents as an audience sees them: ids, questions, answers, days, commitments and numbers; not what
//! stands behind an answer, what was found, what was argued, or who would receive support.

use super::{Audience, Part, readable, risk};
use crate::model::{
    AdvocacyEntry, AdvocacyLog, AnalysisFinding, AwarenessChecklist, ChecklistItem, DueDiligence, Heading, Indicator, IndicatorList,
    Intervention, Material, Measure, Measured, PlanningChecklist, ReviewQuestion, SituationalAnalysis, TheoryOfChange,
};

fn heading(heading: &Heading, audience: Audience) -> Heading {
    Heading {
        tool: heading.tool.clone(),
        scope: heading.scope.clone(),
        title: heading.title.clone(),
        classification: heading.classification.clone(),
        edition: heading.edition.clone(),
        notes: audience.keep(Part::Notes, heading.notes.clone()),
        waivers: risk::waivers(&heading.waivers, audience),
        local: audience.keep(Part::Notes, heading.local.clone()),
    }
}

pub(super) fn planning(checklist: &PlanningChecklist, audience: Audience) -> PlanningChecklist {
    PlanningChecklist {
        heading: heading(&checklist.heading, audience),
        completed_on: readable(&checklist.completed_on),
        items: checklist.items.iter().map(|one| item(one, audience)).collect(),
    }
}

pub(super) fn awareness(checklist: &AwarenessChecklist, audience: Audience) -> AwarenessChecklist {
    let material = &checklist.material;
    AwarenessChecklist {
        heading: heading(&checklist.heading, audience),
        material: Material {
            id: material.id.clone(),
            title: material.title.clone(),
            format: material.format.clone(),
            audience: material.audience.clone(),
            languages: material.languages.clone(),
            status: readable(&material.status),
        },
        items: checklist.items.iter().map(|one| item(one, audience)).collect(),
        cleared_by: audience.keep(Part::Owners, checklist.cleared_by.clone()),
    }
}

fn item(item: &ChecklistItem, audience: Audience) -> ChecklistItem {
    ChecklistItem {
        position: item.position,
        id: item.id.clone(),
        question: item.question.clone(),
        answer: readable(&item.answer),
        how_addressed: audience.keep(Part::Reasons, item.how_addressed.clone()),
        reason: audience.keep(Part::Reasons, item.reason.clone()),
        comment: audience.keep(Part::Notes, item.comment.clone()),
        responsible: audience.keep(Part::Owners, item.responsible.clone()),
        due: readable(&item.due),
        see: item.see.clone(),
        evidence: audience.keep(Part::Evidence, item.evidence.clone()),
        waivers: risk::waivers(&item.waivers, audience),
        local: audience.keep(Part::Notes, item.local.clone()),
    }
}

pub(super) fn advocacy(log: &AdvocacyLog, audience: Audience) -> AdvocacyLog {
    AdvocacyLog { heading: heading(&log.heading, audience), entries: log.entries.iter().map(|one| entry(one, audience)).collect() }
}

fn entry(entry: &AdvocacyEntry, audience: Audience) -> AdvocacyEntry {
    AdvocacyEntry {
        position: entry.position,
        id: entry.id.clone(),
        topic: entry.topic.clone(),
        concern: audience.keep(Part::Notes, entry.concern.clone()),
        advocacy_point: audience.keep(Part::Notes, entry.advocacy_point.clone()),
        used_on: readable(&entry.used_on),
        audience: audience.keep(Part::Notes, entry.audience.clone()),
        outcome: audience.keep(Part::Reasons, readable(&entry.outcome)),
        lesson: audience.keep(Part::Notes, entry.lesson.clone()),
        use_for: entry.use_for.clone(),
        related_risks: entry.related_risks.clone(),
        waivers: risk::waivers(&entry.waivers, audience),
        local: audience.keep(Part::Notes, entry.local.clone()),
    }
}

pub(super) fn analysis(analysis: &SituationalAnalysis, audience: Audience) -> SituationalAnalysis {
    SituationalAnalysis {
        heading: heading(&analysis.heading, audience),
        completed_on: readable(&analysis.completed_on),
        valid_until: readable(&analysis.valid_until),
        findings: analysis.findings.iter().map(|one| finding(one, audience)).collect(),
        due_diligence: analysis.due_diligence.as_ref().map(|block| due_diligence(block, audience)),
    }
}

fn due_diligence(block: &DueDiligence, audience: Audience) -> DueDiligence {
    DueDiligence {
        recipient: audience.keep(Part::Notes, block.recipient.clone()),
        support: audience.keep(Part::Notes, block.support.clone()),
        measures: block.measures.iter().map(|measure| risk::action(measure, audience)).collect(),
        decision: readable(&block.decision),
        reason: audience.keep(Part::Reasons, block.reason.clone()),
        decided_by: audience.keep(Part::Owners, block.decided_by.clone()),
        decided_on: readable(&block.decided_on),
        review_on: readable(&block.review_on),
    }
}

fn finding(finding: &AnalysisFinding, audience: Audience) -> AnalysisFinding {
    AnalysisFinding {
        position: finding.position,
        id: finding.id.clone(),
        question: finding.question.clone(),
        finding: audience.keep(Part::Evidence, finding.finding.clone()),
        confidence: readable(&finding.confidence),
        sources: audience.keep(Part::Evidence, finding.sources.clone()),
        rights_holders: finding.rights_holders.clone(),
        duty_bearers: finding.duty_bearers.clone(),
        related_risks: finding.related_risks.clone(),
        waivers: risk::waivers(&finding.waivers, audience),
        local: audience.keep(Part::Notes, finding.local.clone()),
    }
}

pub(super) fn intervention(form: &Intervention, audience: Audience) -> Intervention {
    let theory = &form.theory_of_change;
    let question = |question: &ReviewQuestion| ReviewQuestion {
        answer: readable(&question.answer),
        note: audience.keep(Part::Notes, question.note.clone()),
        risks: question.risks.clone(),
    };
    Intervention {
        heading: heading(&form.heading, audience),
        id: form.id.clone(),
        from: readable(&form.from),
        to: readable(&form.to),
        countries: form.countries.clone(),
        intervention: form.intervention.clone(),
        expected_change: form.expected_change.clone(),
        theory_of_change: TheoryOfChange {
            reference: audience.keep(Part::Evidence, theory.reference.clone()),
            entry_points_changed: question(&theory.entry_points_changed),
            new_risks: question(&theory.new_risks),
            assumptions_relevant: question(&theory.assumptions_relevant),
        },
        tools: form.tools.clone(),
        how: form.how.clone(),
    }
}

pub(super) fn indicators(list: &IndicatorList, audience: Audience) -> IndicatorList {
    IndicatorList {
        heading: heading(&list.heading, audience),
        indicators: list.indicators.iter().map(|one| indicator(one, audience)).collect(),
    }
}

fn indicator(indicator: &Indicator, audience: Audience) -> Indicator {
    let measure = |measure: &Measure| Measure { value: measure.value.clone(), date: readable(&measure.date) };
    let measured = |taken: &Measured| Measured {
        position: taken.position,
        measure: measure(&taken.measure),
        note: audience.keep(Part::Notes, taken.note.clone()),
        breakdown: taken.breakdown.clone(),
    };
    Indicator {
        position: indicator.position,
        id: indicator.id.clone(),
        statement: indicator.statement.clone(),
        sort: readable(&indicator.sort),
        unit: indicator.unit.clone(),
        baseline: measure(&indicator.baseline),
        target: measure(&indicator.target),
        disaggregated_by: indicator.disaggregated_by.clone(),
        source: audience.keep(Part::Evidence, indicator.source.clone()),
        frequency: indicator.frequency.clone(),
        responsible: audience.keep(Part::Owners, indicator.responsible.clone()),
        related_risks: indicator.related_risks.clone(),
        values: indicator.values.iter().map(measured).collect(),
        waivers: risk::waivers(&indicator.waivers, audience),
        local: audience.keep(Part::Notes, indicator.local.clone()),
    }
}
