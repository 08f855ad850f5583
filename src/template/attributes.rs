//! The lines of `.gitattributes` that a project needs. A new kind of line is one more entry here.

/// Each line: files, and what git is told about them.
pub const ATTRIBUTES: &[(&str, &str)] = &[("*.yaml", "text eol=lf"), ("*.yml", "text eol=lf")];

/// Returns the lines that a file (empty where there is none) lacks. A line for the same files that already decides about each
/// of the attributes is left to those who wrote it.
#[must_use]
pub fn missing_attributes(present: &str) -> Vec<String> {
    let lacks = |(files, attributes): &&(&str, &str)| !attributes.split(' ').all(|attribute| is_decided(present, files, attribute));
    ATTRIBUTES.iter().filter(lacks).map(|(files, attributes)| format!("{files} {attributes}")).collect()
}

fn is_decided(present: &str, files: &str, attribute: &str) -> bool {
    let name = attribute.split('=').next().unwrap_or(attribute);
    present.lines().any(|line| {
        let mut words = line.split_whitespace();
        let same = words.next().is_some_and(|pattern| pattern == files || pattern == "*");
        same && words.any(|word| word.trim_start_matches(['-', '!']).split('=').next() == Some(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_decided_is_missing() {
        assert_eq!(missing_attributes("").len(), ATTRIBUTES.len());
        assert!(missing_attributes("*.yaml   text eol=lf\n*.yml -text eol=crlf\n").is_empty());
        assert_eq!(missing_attributes("*.yaml text\n*.yml text eol=lf\n"), ["*.yaml text eol=lf"]);
        assert_eq!(missing_attributes("# *.yaml text eol=lf\n*.yml text eol=lf").len(), 1);
        assert!(missing_attributes("* text=auto eol=lf\n").is_empty());
    }
}
