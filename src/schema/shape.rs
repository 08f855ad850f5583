//! Which keys a schema allows at a place.

use serde_json::Value;

use crate::route::{Route, Step};

/// Returns the keys that may stand in the map at a route.
pub(super) fn keys_at<'a>(schema: &'a Value, route: &Route) -> Vec<&'a str> {
    let place = route.steps().iter().try_fold(schema, |place, step| {
        let place = resolve(schema, place);
        match step {
            Step::Key(key) => place.get("properties")?.get(key),
            Step::Index(_) => place.get("items"),
        }
    });
    let properties = place.map(|place| resolve(schema, place)).and_then(|place| place.get("properties")?.as_object());
    properties.map(|keys| keys.keys().map(String::as_str).collect()).unwrap_or_default()
}

fn resolve<'a>(schema: &'a Value, place: &'a Value) -> &'a Value {
    let target = place.get("$ref").and_then(Value::as_str).and_then(|reference| schema.pointer(reference.trim_start_matches('#')));
    target.unwrap_or(place)
}
