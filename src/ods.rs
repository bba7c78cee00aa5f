//! The files of the Organisation Data Service.
