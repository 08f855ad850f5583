//! The files of the story, inside the binary: the demonstration needs no checkout of this project.

/// The steps.
pub const STEPS: &str = include_str!("../../../../story/story.yaml");

/// Every file of every step, by its path below the folder of the story.
pub const FILES: &[(&str, &str)] = &[
    ("01-set-up/.gitattributes", include_str!("../../../../story/01-set-up/.gitattributes")),
    ("01-set-up/.pre-commit-config.yaml", include_str!("../../../../story/01-set-up/.pre-commit-config.yaml")),
    ("01-set-up/README.md", include_str!("../../../../story/01-set-up/README.md")),
    ("01-set-up/risklog.yaml", include_str!("../../../../story/01-set-up/risklog.yaml")),
    ("02-first-draft/risks/3.3-legislation.yaml", include_str!("../../../../story/02-first-draft/risks/3.3-legislation.yaml")),
    ("02-first-draft/risks/3.6-protection.yaml", include_str!("../../../../story/02-first-draft/risks/3.6-protection.yaml")),
    ("02-first-draft/risks/criminal-justice.yaml", include_str!("../../../../story/02-first-draft/risks/criminal-justice.yaml")),
    ("03-inception/planning/3.1-checklist.yaml", include_str!("../../../../story/03-inception/planning/3.1-checklist.yaml")),
    ("03-inception/risklog.yaml", include_str!("../../../../story/03-inception/risklog.yaml")),
    ("03-inception/risks/3.3-legislation.yaml", include_str!("../../../../story/03-inception/risks/3.3-legislation.yaml")),
    ("04-baseline-3.3/risks/3.3-legislation.yaml", include_str!("../../../../story/04-baseline-3.3/risks/3.3-legislation.yaml")),
    ("05-baseline-3.4/risks/criminal-justice.yaml", include_str!("../../../../story/05-baseline-3.4/risks/criminal-justice.yaml")),
    ("06-baseline-3.6/risks/3.6-protection.yaml", include_str!("../../../../story/06-baseline-3.6/risks/3.6-protection.yaml")),
    (
        "07-baseline-adopted/analysis/2.5-security-forces.yaml",
        include_str!("../../../../story/07-baseline-adopted/analysis/2.5-security-forces.yaml"),
    ),
    ("07-baseline-adopted/indicators/4.3.3.yaml", include_str!("../../../../story/07-baseline-adopted/indicators/4.3.3.yaml")),
    (
        "07-baseline-adopted/interventions/INT-2023-01.yaml",
        include_str!("../../../../story/07-baseline-adopted/interventions/INT-2023-01.yaml"),
    ),
    ("07-baseline-adopted/risklog.yaml", include_str!("../../../../story/07-baseline-adopted/risklog.yaml")),
    ("08-autumn-progress/risks/criminal-justice.yaml", include_str!("../../../../story/08-autumn-progress/risks/criminal-justice.yaml")),
    ("09-review-2023-h2/risks/3.3-legislation.yaml", include_str!("../../../../story/09-review-2023-h2/risks/3.3-legislation.yaml")),
    ("09-review-2023-h2/risks/3.6-protection.yaml", include_str!("../../../../story/09-review-2023-h2/risks/3.6-protection.yaml")),
    ("09-review-2023-h2/risks/criminal-justice.yaml", include_str!("../../../../story/09-review-2023-h2/risks/criminal-justice.yaml")),
    ("10-press-briefings/advocacy/3.7-log.yaml", include_str!("../../../../story/10-press-briefings/advocacy/3.7-log.yaml")),
    ("10-press-briefings/risks/criminal-justice.yaml", include_str!("../../../../story/10-press-briefings/risks/criminal-justice.yaml")),
    (
        "11-review-2024-h1-protection/risks/3.3-legislation.yaml",
        include_str!("../../../../story/11-review-2024-h1-protection/risks/3.3-legislation.yaml"),
    ),
    (
        "11-review-2024-h1-protection/risks/3.6-protection.yaml",
        include_str!("../../../../story/11-review-2024-h1-protection/risks/3.6-protection.yaml"),
    ),
    ("12-media-protocol/advocacy/3.7-log.yaml", include_str!("../../../../story/12-media-protocol/advocacy/3.7-log.yaml")),
    ("12-media-protocol/materials/AWR-2024-01.yaml", include_str!("../../../../story/12-media-protocol/materials/AWR-2024-01.yaml")),
    ("12-media-protocol/risks/criminal-justice.yaml", include_str!("../../../../story/12-media-protocol/risks/criminal-justice.yaml")),
    (
        "13-review-2024-h1-criminal-justice/risks/criminal-justice.yaml",
        include_str!("../../../../story/13-review-2024-h1-criminal-justice/risks/criminal-justice.yaml"),
    ),
    (
        "14-merge-review-2024-h1/risks/criminal-justice.yaml",
        include_str!("../../../../story/14-merge-review-2024-h1/risks/criminal-justice.yaml"),
    ),
    ("15-legal-update/risks/3.3-legislation.yaml", include_str!("../../../../story/15-legal-update/risks/3.3-legislation.yaml")),
    (
        "16-move-criminal-justice/risks/3.4-criminal-justice.yaml",
        include_str!("../../../../story/16-move-criminal-justice/risks/3.4-criminal-justice.yaml"),
    ),
    (
        "17-raids-happened/analysis/2.5-security-forces.yaml",
        include_str!("../../../../story/17-raids-happened/analysis/2.5-security-forces.yaml"),
    ),
    (
        "17-raids-happened/risks/3.4-criminal-justice.yaml",
        include_str!("../../../../story/17-raids-happened/risks/3.4-criminal-justice.yaml"),
    ),
    (
        "18-review-2024-h2-protection/risks/3.6-protection.yaml",
        include_str!("../../../../story/18-review-2024-h2-protection/risks/3.6-protection.yaml"),
    ),
    (
        "19-review-2024-h2-correction/risks/3.6-protection.yaml",
        include_str!("../../../../story/19-review-2024-h2-correction/risks/3.6-protection.yaml"),
    ),
    ("20-readme-reviews/README.md", include_str!("../../../../story/20-readme-reviews/README.md")),
    (
        "21-review-2024-h2-criminal-justice/risks/3.3-legislation.yaml",
        include_str!("../../../../story/21-review-2024-h2-criminal-justice/risks/3.3-legislation.yaml"),
    ),
    (
        "21-review-2024-h2-criminal-justice/risks/3.4-criminal-justice.yaml",
        include_str!("../../../../story/21-review-2024-h2-criminal-justice/risks/3.4-criminal-justice.yaml"),
    ),
    ("23-mid-term/indicators/4.3.3.yaml", include_str!("../../../../story/23-mid-term/indicators/4.3.3.yaml")),
    ("23-mid-term/interventions/INT-2023-01.yaml", include_str!("../../../../story/23-mid-term/interventions/INT-2023-01.yaml")),
    ("23-mid-term/planning/3.1-checklist.yaml", include_str!("../../../../story/23-mid-term/planning/3.1-checklist.yaml")),
    ("23-mid-term/risklog.yaml", include_str!("../../../../story/23-mid-term/risklog.yaml")),
    ("24-tidy/risks/3.3-legislation.yaml", include_str!("../../../../story/24-tidy/risks/3.3-legislation.yaml")),
    ("24-tidy/risks/3.6-protection.yaml", include_str!("../../../../story/24-tidy/risks/3.6-protection.yaml")),
    (
        "25-split-digital-tools/risks/3.4-criminal-justice.yaml",
        include_str!("../../../../story/25-split-digital-tools/risks/3.4-criminal-justice.yaml"),
    ),
    ("27-shelter-late/risks/3.6-protection.yaml", include_str!("../../../../story/27-shelter-late/risks/3.6-protection.yaml")),
    (
        "28-review-2025-h1/analysis/2.5-security-forces.yaml",
        include_str!("../../../../story/28-review-2025-h1/analysis/2.5-security-forces.yaml"),
    ),
    ("28-review-2025-h1/planning/3.1-checklist.yaml", include_str!("../../../../story/28-review-2025-h1/planning/3.1-checklist.yaml")),
    ("28-review-2025-h1/risks/3.3-legislation.yaml", include_str!("../../../../story/28-review-2025-h1/risks/3.3-legislation.yaml")),
    (
        "28-review-2025-h1/risks/3.4-criminal-justice.yaml",
        include_str!("../../../../story/28-review-2025-h1/risks/3.4-criminal-justice.yaml"),
    ),
    ("28-review-2025-h1/risks/3.6-protection.yaml", include_str!("../../../../story/28-review-2025-h1/risks/3.6-protection.yaml")),
    (
        "29-review-2025-h2-criminal-justice/risks/3.4-criminal-justice.yaml",
        include_str!("../../../../story/29-review-2025-h2-criminal-justice/risks/3.4-criminal-justice.yaml"),
    ),
    (
        "30-review-2025-h2-protection/risks/3.3-legislation.yaml",
        include_str!("../../../../story/30-review-2025-h2-protection/risks/3.3-legislation.yaml"),
    ),
    (
        "30-review-2025-h2-protection/risks/3.6-protection.yaml",
        include_str!("../../../../story/30-review-2025-h2-protection/risks/3.6-protection.yaml"),
    ),
    ("32-review-2026-h1/indicators/4.3.3.yaml", include_str!("../../../../story/32-review-2026-h1/indicators/4.3.3.yaml")),
    ("32-review-2026-h1/risks/3.3-legislation.yaml", include_str!("../../../../story/32-review-2026-h1/risks/3.3-legislation.yaml")),
    (
        "32-review-2026-h1/risks/3.4-criminal-justice.yaml",
        include_str!("../../../../story/32-review-2026-h1/risks/3.4-criminal-justice.yaml"),
    ),
    ("32-review-2026-h1/risks/3.6-protection.yaml", include_str!("../../../../story/32-review-2026-h1/risks/3.6-protection.yaml")),
];
