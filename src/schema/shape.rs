//! What a schema says about a place: which keys may stand there, and whether a day belongs there.

use serde_json::Value;

use crate::route::{Route, Step};

/// Returns the keys that may stand in the map at a route.
pub(super) fn keys_at<'a>(schema: &'a Value, route: &Route) -> Vec<&'a str> {
    let properties = place_at(schema, route).and_then(|place| place.get("properties")?.as_object());
    properties.map(|keys| keys.keys().map(String::as_str).collect()).unwrap_or_default()
}

/// Says whether a day belongs at a route.
pub(super) fn is_day(schema: &Value, route: &Route) -> bool {
    place_at(schema, route).is_some_and(|place| place.get("format").and_then(Value::as_str) == Some("date"))
}

/// Returns the kind of document that a schema describes.
pub(super) fn kind(schema: &Value) -> &str {
    schema.pointer("/properties/kind/const").and_then(Value::as_str).unwrap_or_default()
}

/// Returns what a schema says about a route.
fn place_at<'a>(schema: &'a Value, route: &Route) -> Option<&'a Value> {
    let place = route.steps().iter().try_fold(schema, |place, step| {
        let place = resolve(schema, place);
        match step {
            Step::Key(key) => place.get("properties")?.get(key),
            Step::Index(_) => place.get("items"),
        }
    });
    place.map(|place| resolve(schema, place))
}

fn resolve<'a>(schema: &'a Value, place: &'a Value) -> &'a Value {
    let target = place.get("$ref").and_then(Value::as_str).and_then(|reference| schema.pointer(reference.trim_start_matches('#')));
    target.unwrap_or(place)
}
