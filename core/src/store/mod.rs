//! Typed, sealed get/put/list/erase over sled. The only room that names sled.

/// What is kept on the device.
#[derive(Clone)]
pub(crate) struct Store {}
