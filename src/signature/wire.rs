//! The binary form in which SSH writes keys and signatures: numbers and texts with their length before them.

/// What is still to be read.
pub(super) struct Wire<'a> {
    rest: &'a [u8],
}

impl<'a> Wire<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Takes so many bytes.
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// Takes a number.
    pub(super) fn number(&mut self) -> Option<u32> {
        let bytes = self.take(4)?;
        bytes.iter().try_fold(0u32, |number, byte| number.checked_shl(8).map(|number| number | u32::from(*byte)))
    }

    /// Takes a text with its length before it.
    pub(super) fn text(&mut self) -> Option<&'a [u8]> {
        let count = self.number()?;
        let Ok(count) = usize::try_from(count) else { return None };
        self.take(count)
    }

    /// Says whether everything was read.
    pub(super) const fn is_over(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Writes a text with its length before it.
pub(super) fn put(bytes: &mut Vec<u8>, text: &[u8]) {
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(text);
}

/// Returns the name of the algorithm that a key or a signature begins with.
pub(super) fn algorithm(blob: &[u8]) -> Option<&str> {
    let name = Wire::new(blob).text()?;
    let Ok(name) = std::str::from_utf8(name) else { return None };
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_taken_and_too_much_is_refused() {
        let mut bytes = Vec::new();
        put(&mut bytes, b"git");
        let mut wire = Wire::new(&bytes);
        assert_eq!((wire.text(), wire.is_over(), wire.number()), (Some(b"git".as_slice()), true, None));
        assert_eq!(Wire::new(&[0, 0, 0, 9, 1]).text(), None);
        assert_eq!(Wire::new(&[255; 4]).number(), Some(u32::MAX));
    }
}
