//! The files of the Network Contract DES and Investment and Impact Fund publications.
