//! The first memory that is asked for: one piece that the program brings along, handed out from its
//! beginning to its end. Nearly every call lives for a millisecond and fits in it, where asking the system
//! took a third of its time. What does not fit is the system's matter.

use std::alloc::Layout;
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// More than a new token takes with the certificates of a whole system, in bytes. What is not used takes no
/// memory.
const SIZE: usize = 2 * 1024 * 1024;

/// What nearly every call takes that is resolved in full, in bytes.
#[cfg(target_os = "linux")]
const USUAL: usize = 256 * 1024;

/// Stricter alignments than this are left to the system, in bytes.
const ALIGNMENT: usize = 64;

/// A piece of memory, and how much of it is handed out.
#[repr(C, align(4096))]
pub struct Arena<const SIZE: usize> {
    memory: UnsafeCell<[u8; SIZE]>,
    used: AtomicUsize,
}

/// The one that the program brings along.
pub static ARENA: Arena<SIZE> = Arena { memory: UnsafeCell::new([0; SIZE]), used: AtomicUsize::new(0) };

#[expect(unsafe_code, reason = "several threads take of the same memory")]
// SAFETY: `used` is changed as one, so that no byte is handed out to two.
unsafe impl<const SIZE: usize> Sync for Arena<SIZE> {}

impl<const SIZE: usize> Arena<SIZE> {
    /// The beginning, which is that of a page, and as many bytes as nearly every call fills.
    #[cfg(target_os = "linux")]
    pub fn beginning(&self) -> (*mut u8, usize) {
        (self.memory.get().cast(), USUAL)
    }

    /// A block that nobody else has and that is all zero, as long as there is room.
    pub fn take(&self, layout: Layout) -> Option<*mut u8> {
        if layout.align() > ALIGNMENT {
            return None;
        }
        let mut used = self.used.load(Ordering::Relaxed);
        loop {
            let start = used.next_multiple_of(layout.align());
            let end = start.checked_add(layout.size()).filter(|end| *end <= SIZE)?;
            match self.used.compare_exchange_weak(used, end, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Some(self.memory.get().cast::<u8>().wrapping_add(start)),
                Err(now) => used = now,
            }
        }
    }

    /// Takes back a wiped block, if it is one of the arena. Only the last one's place is used again.
    pub fn give_back(&self, block: *mut u8, size: usize) -> bool {
        let Some(start) = self.start(block) else {
            return false;
        };
        // Whoever takes it next sees it wiped.
        let _ = self.used.compare_exchange(start + size, start, Ordering::Release, Ordering::Relaxed);
        true
    }

    /// Makes the last block longer where it stands.
    pub fn extend(&self, block: *mut u8, size: usize, wanted: usize) -> bool {
        let Some(start) = self.start(block) else {
            return false;
        };
        let end = start.checked_add(wanted).filter(|end| *end <= SIZE);
        end.is_some_and(|end| {
            self.used.compare_exchange(start + size, end, Ordering::Acquire, Ordering::Relaxed).is_ok()
        })
    }

    /// Where in the arena the block begins.
    fn start(&self, block: *mut u8) -> Option<usize> {
        let start = block.addr().checked_sub(self.memory.get().addr())?;
        (start < SIZE).then_some(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: usize = 512 * 1024;

    fn arena() -> Box<Arena<SIZE>> {
        Box::new(Arena { memory: UnsafeCell::new([0; SIZE]), used: AtomicUsize::new(0) })
    }

    fn layout(size: usize, align: usize) -> Layout {
        Layout::from_size_align(size, align).unwrap()
    }

    #[test]
    fn no_two_blocks_share_a_byte() {
        let arena = arena();
        let first = arena.take(layout(3, 1)).unwrap();
        let second = arena.take(layout(8, 8)).unwrap();
        assert_eq!((second.addr() - first.addr(), second.addr() % 8), (8, 0));
        assert_eq!(arena.take(layout(SIZE, 1)), None);
        assert_eq!(arena.take(layout(1, 128)), None);
    }

    #[test]
    fn the_last_block_grows_and_goes() {
        let arena = arena();
        let first = arena.take(layout(10, 1)).unwrap();
        assert!(arena.extend(first, 10, 20) && !arena.extend(first, 20, SIZE + 1));
        let second = arena.take(layout(10, 1)).unwrap();
        assert_eq!(second.addr() - first.addr(), 20);
        assert!(!arena.extend(first, 20, 21) && arena.give_back(first, 20), "one that is not the last");
        assert!(arena.give_back(second, 10));
        assert_eq!(arena.take(layout(10, 1)), Some(second), "its place is used again");
        let mut elsewhere = 0_u8;
        assert!(!arena.give_back(&raw mut elsewhere, 1));
    }

    #[test]
    fn threads_get_blocks_of_their_own() {
        let arena = arena();
        let take = || {
            let arena = &arena;
            (0..1000).map(|_| arena.take(layout(16, 16)).unwrap().addr()).collect::<Vec<_>>()
        };
        let mut taken: Vec<usize> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(take)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        taken.sort_unstable();
        taken.dedup();
        assert_eq!(taken.len(), 8000);
    }
}
