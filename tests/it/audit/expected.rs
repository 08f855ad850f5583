//! What the story says, worked out by reading `story/`: its steps by number, as the table in `story/README.md` counts them. A
//! step that is a merge stands for what its branch brought.

/// When each step of the mainline was recorded, from `story/story.yaml` (`committed`, else `date`). Steps 11, 13, 18, 19, 21, 25, 29 and
/// 30 were made on branches.
pub const RECORDED: [(u8, &str); 24] = [
    (1, "2023-06-05T09:20:00+02:00"),
    (2, "2023-06-08T16:45:00+02:00"),
    (3, "2023-06-14T11:05:00+02:00"),
    (4, "2023-06-20T17:30:00+02:00"),
    (5, "2023-06-23T09:15:00+02:00"),
    (6, "2023-06-27T15:00:00+02:00"),
    (7, "2023-06-30T12:00:00+02:00"),
    (8, "2023-10-16T10:40:00+01:00"),
    (9, "2023-12-15T08:50:00+01:00"),
    (10, "2024-03-11T13:35:00+01:00"),
    (12, "2024-06-26T09:30:00+02:00"),
    (14, "2024-07-02T11:00:00+02:00"),
    (15, "2024-08-22T15:40:00+02:00"),
    (16, "2024-09-09T08:55:00+01:00"),
    (17, "2024-10-21T09:05:00+02:00"),
    (20, "2024-12-10T09:00:00+01:00"),
    (22, "2024-12-19T16:30:00+01:00"),
    (23, "2024-12-31T10:00:00+01:00"),
    (24, "2025-02-03T09:40:00+01:00"),
    (26, "2025-03-24T12:00:00+01:00"),
    (27, "2025-04-14T11:25:00+02:00"),
    (28, "2025-06-23T10:10:00+02:00"),
    (31, "2025-12-11T13:15:00+01:00"),
    (32, "2026-06-22T09:00:00+02:00"),
];

/// Q1, by id: the step with the first high likelihood, the step with the first high impact. From the first ratings (steps 4 to
/// 6) and every later move: LA-03 (15), CJ-U01 (10), PA-06 and CJ-U02 (14), CJ-10 (22), CJ-U03 and CJ-U04 (26), CJ-02 (31).
pub const FIRST_HIGH: [&str; 25] = [
    "CJ-02 31 -",
    "CJ-04 - 5",
    "CJ-05 5 5",
    "CJ-06 - 5",
    "CJ-10 22 5",
    "CJ-11 5 5",
    "CJ-13 - 5",
    "CJ-18 5 -",
    "CJ-U01 10 10",
    "CJ-U02 - 14",
    "CJ-U03 - 26",
    "CJ-U04 26 26",
    "LA-01 - 4",
    "LA-02 - 4",
    "LA-03 15 4",
    "PA-01 - 6",
    "PA-02 6 6",
    "PA-03 6 -",
    "PA-04 - 6",
    "PA-05 - 6",
    "PA-06 - 14",
    "PA-07 - 6",
    "PA-08 6 -",
    "PA-09 - 6",
    "PA-10 - 6",
];

/// A lowering of the story.
pub struct Lowered {
    pub step: u8,
    /// Id, likelihood, impact, day of judgement, review, new evidence.
    pub facts: &'static str,
    /// The beginning of the rationale.
    pub why: &'static str,
    /// What was in place or in progress in the files of the step; what was planned is not in force (CJ-16 M2, LA-03 M3, PA-03 M3).
    pub in_force: &'static str,
    /// Who wrote it, and when: the author dates of the branch's steps, or of the step itself.
    pub proposed: &'static [&'static str],
    /// Who committed the step of the mainline.
    pub brought_in: &'static str,
}

/// Q2 and Q3, in the order of the history.
pub const LOWERED: [Lowered; 8] = [
    // Step 13, merged by 14.
    Lowered {
        step: 14,
        facts: "CJ-05 high>medium high>high 2024-06-27 2024-H1 TO-2024-02",
        why: "Likelihood lowered from high: the legal aid roster now covers the provinces",
        in_force: "M1 in_place, M2 in_progress",
        proposed: &["project_coordinator 2024-06-28T14:05:00+02:00"],
        brought_in: "programme_officer",
    },
    // Step 21, merged by 22.
    Lowered {
        step: 22,
        facts: "CJ-09 medium>low medium>low 2024-12-12 2024-H2 TE-2024-04",
        why: "Both lowered from medium: the old slides are gone",
        in_force: "M1 in_place",
        proposed: &["programme_officer 2024-12-13T11:45:00+01:00"],
        brought_in: "head_of_office",
    },
    // Steps 18 (to low) and 19 (to medium), merged by 22: net high to medium.
    Lowered {
        step: 22,
        facts: "PA-03 high>medium medium>medium 2024-12-09 2024-H2 US-2024-01",
        why: "Likelihood medium, down from high: the survey is encouraging, but",
        in_force: "M1 in_place, M2 in_place",
        proposed: &["me_officer 2024-12-05T10:30:00+01:00", "hr_gender_focal_point 2024-12-09T15:10:00+01:00"],
        brought_in: "head_of_office",
    },
    Lowered {
        step: 28,
        facts: "CJ-16 medium>low medium>medium 2025-06-19 2025-H1 HR-2025-02",
        why: "Likelihood lowered from medium: a third of the unit are women",
        in_force: "M1 in_place",
        proposed: &["programme_officer 2025-06-20T09:50:00+02:00"],
        brought_in: "head_of_office",
    },
    Lowered {
        step: 28,
        facts: "CJ-U01 high>medium high>high 2025-06-19 2025-H1 MM-2025-01",
        why: "Likelihood lowered from high: no release with identifying detail",
        in_force: "M1 in_place, M2 in_place",
        proposed: &["programme_officer 2025-06-20T09:50:00+02:00"],
        brought_in: "head_of_office",
    },
    // Step 30, merged by 31: one part down, the other up.
    Lowered {
        step: 31,
        facts: "PA-04 low>medium high>medium 2025-12-02 2025-H2 UA-2025-01",
        why: "Likelihood raised from low because the registration law is being rewritten; impact lowered from high",
        in_force: "M1 in_place, M2 in_progress",
        proposed: &["hr_gender_focal_point 2025-12-03T10:05:00+01:00"],
        brought_in: "head_of_office",
    },
    Lowered {
        step: 32,
        facts: "CJ-U04 high>medium high>high 2026-06-17 2026-H1 DA-2026-01",
        why: "Likelihood lowered from high: access is limited by task",
        in_force: "M1 in_place, M2 in_place",
        proposed: &["programme_officer 2026-06-18T16:40:00+02:00"],
        brought_in: "head_of_office",
    },
    Lowered {
        step: 32,
        facts: "LA-03 high>medium high>high 2026-06-17 2026-H1 LR-2026-01",
        why: "Likelihood lowered from high: the act was adopted",
        in_force: "M1 in_place, M2 in_place",
        proposed: &["programme_officer 2026-06-18T16:40:00+02:00"],
        brought_in: "head_of_office",
    },
];

/// Q4: period, risks open at its end, all of them reviewed in it. Of the 38 printed risks LA-04, LA-07, CJ-15 and CJ-19 did
/// not apply; then came CJ-U01 (10), CJ-U02 (14) and LA-04 (15); CJ-U02 went and CJ-U03 and CJ-U04 came (26); CJ-09 went (28). Every
/// file has a review of each period that covers all.
pub const COVERAGE: [(&str, usize); 6] =
    [("2023-H2", 34), ("2024-H1", 35), ("2024-H2", 37), ("2025-H1", 37), ("2025-H2", 37), ("2026-H1", 37)];

/// Q4: the reviews held in between, with `trigger` in the files of steps 10, 15, 17 and 25.
pub const BETWEEN: [&str; 6] = [
    "2024-H1 CJ-U01 ad-hoc-2024-03",
    "2024-H2 CJ-10 ad-hoc-2024-10",
    "2024-H2 LA-03 ad-hoc-2024-08",
    "2024-H2 LA-04 ad-hoc-2024-08",
    "2025-H1 CJ-U03 ad-hoc-2025-03",
    "2025-H1 CJ-U04 ad-hoc-2025-03",
];

/// Q5: what came after step 7, which has the tag `baseline`.
pub const ADDED: [&str; 4] = ["CJ-U01 10 user -", "CJ-U02 14 user -", "CJ-U03 26 user CJ-U02", "CJ-U04 26 user CJ-U02"];

/// Q7, Q6: the step with the first rating that asks for an action (the manifest says `either`). Each came with actions, so that
/// nothing waited, and nothing was never mitigated. LA-07, CJ-12, CJ-15, CJ-17, CJ-19 and PA-12 were never rated.
pub const REQUIRED: [(u8, &str); 8] = [
    (4, "LA-01 LA-02 LA-03 LA-05 LA-06"),
    (5, "CJ-01 CJ-02 CJ-03 CJ-04 CJ-05 CJ-06 CJ-07 CJ-08 CJ-09 CJ-10 CJ-11 CJ-13 CJ-16 CJ-18"),
    (6, "PA-01 PA-02 PA-03 PA-04 PA-05 PA-06 PA-07 PA-08 PA-09 PA-10"),
    (10, "CJ-U01"),
    (14, "CJ-14 CJ-U02"),
    (15, "LA-04"),
    (26, "CJ-U03 CJ-U04"),
    (31, "PA-11"),
];

/// Q8: all but CJ-15 and CJ-19 were blank and open from step 2; until which step, and what ended it. LA-04 was reopened together
/// with its rating (15), which is no second time.
pub const BLANK: [(&str, &str); 7] = [
    ("3 not_open", "LA-04 LA-07"),
    ("4 rated", "LA-01 LA-02 LA-03 LA-05 LA-06"),
    ("5 rated", "CJ-01 CJ-02 CJ-03 CJ-04 CJ-05 CJ-06 CJ-07 CJ-08 CJ-09 CJ-10 CJ-11 CJ-13 CJ-16 CJ-18"),
    ("6 rated", "PA-01 PA-02 PA-03 PA-04 PA-05 PA-06 PA-07 PA-08 PA-09 PA-10"),
    ("14 rated", "CJ-14"),
    ("31 rated", "PA-11"),
    ("- -", "CJ-12 CJ-17 PA-12"),
];

/// Q9, net: step 7 against step 32. CJ-05 and LA-03 moved twice and are where they were.
pub const NET: [&str; 15] = [
    "CJ-02 raised medium>high medium>medium",
    "CJ-09 lowered+closed medium>low medium>low",
    "CJ-10 raised+materialised medium>high high>high",
    "CJ-14 first_rated ->medium ->medium",
    "CJ-16 lowered medium>low medium>medium",
    "CJ-U01 added ->medium ->high",
    "CJ-U02 added ->medium ->high",
    "CJ-U03 added ->medium ->high",
    "CJ-U04 added ->medium ->high",
    "LA-04 first_rated+reopened ->medium ->medium",
    "PA-03 lowered high>medium medium>medium",
    "PA-04 mixed low>medium high>medium",
    "PA-06 raised medium>medium medium>high",
    "PA-11 first_rated ->medium ->medium",
    "risks 38>42",
];

/// Q9, the steps: what moved a rating or a status, or brought a risk.
pub const STEPS: [&str; 23] = [
    "10 CJ-U01 added",
    "14 CJ-05 lowered",
    "14 CJ-14 first_rated",
    "14 CJ-U02 added",
    "14 PA-06 raised",
    "15 LA-03 raised",
    "15 LA-04 first_rated+reopened",
    "17 CJ-10 materialised",
    "22 CJ-09 lowered",
    "22 CJ-10 raised",
    "22 PA-03 lowered",
    "26 CJ-U02 closed",
    "26 CJ-U03 added",
    "26 CJ-U04 added",
    "28 CJ-09 closed",
    "28 CJ-16 lowered",
    "28 CJ-U01 lowered",
    "31 CJ-02 raised",
    "31 CJ-05 raised",
    "31 PA-04 mixed",
    "31 PA-11 first_rated",
    "32 CJ-U04 lowered",
    "32 LA-03 lowered",
];
