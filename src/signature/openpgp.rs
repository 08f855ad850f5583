//! Signatures of OpenPGP, held against public keys and their subkeys.

use pgp::composed::{Deserializable as _, DetachedSignature, SignedPublicKey};

use super::KeysError;
