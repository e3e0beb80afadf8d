//! Where owners and modes do not say who may change a file: on Windows a user's own folder is that user's and the
//! administrators' by default.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::fastpath::inputs::Inputs;

/// Never found.
#[derive(Debug)]
pub enum Fault {}

impl Fault {
    pub fn text(&self) -> String {
        match *self {}
    }

    pub fn command(&self) -> String {
        match *self {}
    }

    pub fn error(&self) -> Error {
        match *self {}
    }

    pub(super) fn error_at(self, _: &Path) -> Error {
        match self {}
    }

    pub(super) fn is_at(&self, _: &Path) -> bool {
        match *self {}
    }
}

/// Where a path leads.
pub(super) struct Way {
    pub real: PathBuf,
    pub metadata: Option<Metadata>,
    pub fault: Option<Fault>,
}

impl Way {
    pub fn found_good(&self) {}

    pub fn own_fault(&self, _: &Inputs) -> Option<Fault> {
        None
    }
}

pub(super) fn changeable(_: &Path, _: &Metadata, _: &Inputs) -> Option<Fault> {
    None
}

pub(super) fn to(path: &Path, _: &Inputs) -> io::Result<Way> {
    let way = |metadata| Way { real: path.to_owned(), metadata, fault: None };
    match fs::metadata(path) {
        Ok(metadata) => Ok(way(Some(metadata))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(way(None)),
        Err(error) => Err(error),
    }
}

pub(super) fn note(_: &Path, _: &Metadata, _: &Inputs) {}
