//! Where a missing key goes among its siblings.

/// Returns the index at which `key` is put among `keys`: behind the nearest of those that usually stand before it, else
/// before the nearest of those that usually follow, else at the end.
pub(super) fn of(keys: &[&str], key: &str, order: &[&str]) -> usize {
    let position = |wanted: &&str| keys.iter().position(|own| own == wanted);
    let Some(own) = order.iter().position(|known| *known == key) else { return keys.len() };
    let (before, from) = order.split_at(own);
    if let Some(index) = before.iter().rev().find_map(position) {
        return index + 1;
    }
    from.iter().skip(1).find_map(position).unwrap_or(keys.len())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_key_goes_behind_its_nearest_neighbour() {
        let order = ["id", "likelihood", "impact", "rated_on", "owner"];
        assert_eq!(of(&["id", "owner"], "impact", &order), 1);
        assert_eq!(of(&["impact", "owner", "id"], "rated_on", &order), 1);
        assert_eq!(of(&["x", "owner"], "impact", &order), 1);
        assert_eq!(of(&["x", "y"], "impact", &order), 2);
        assert_eq!(of(&["id", "owner"], "unknown", &order), 2);
    }
}
