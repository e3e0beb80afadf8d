//! The first memory of a process: two bump allocators in two megabytes of zeroed statics, which take no space
//! in the executable and no memory until they are touched. A short call fits in them; allocating each block
//! from the system would take two fifths of its time.
//!
//! Only the last block can be freed or grown in place. Other freed bytes stay unused.

use std::alloc::Layout;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// Blocks of at least this many bytes use the second arena. A list that grows is usually the last block there.
const LARGE: usize = 2048;

/// Bytes per arena: more than fetching a token takes with all the system's CA certificates loaded.
const SIZE: usize = 1024 * 1024;

/// One arena for small blocks, one for large ones.
const COUNT: usize = if super::IS_ON { 2 } else { 0 };

/// Bytes of each arena that a call without a replay typically uses.
#[cfg(target_os = "linux")]
const TYPICAL: [usize; 2] = [80 * 1024, 56 * 1024];

/// A block of memory, and the number of bytes in use.
#[repr(C, align(4096))]
struct Arena<const SIZE: usize> {
    used: AtomicUsize,
    /// Accessed only through pointers; the atomic type makes a shared static writable.
    memory: [AtomicU8; SIZE],
}

static ARENAS: [Arena<SIZE>; COUNT] = [const { Arena::new() }; COUNT];

/// Allocates a zeroed block, if there is room.
pub fn take(layout: Layout) -> Option<*mut u8> {
    ARENAS.get(usize::from(layout.size() >= LARGE))?.take(layout)
}

/// Frees a wiped block. Returns false if it is in no arena.
pub fn give_back(block: *mut u8, size: usize) -> bool {
    ARENAS.iter().any(|arena| arena.give_back(block, size))
}

/// Shrinks a block whose end is wiped, or grows the last one. Returns false if nothing changed.
pub fn resize(block: *mut u8, size: usize, wanted: usize) -> bool {
    ARENAS.iter().any(|arena| arena.resize(block, size, wanted))
}

/// The start of each arena, and the bytes of it that a call without a replay typically uses.
#[cfg(target_os = "linux")]
pub fn typical() -> impl Iterator<Item = (*mut u8, usize)> {
    ARENAS.iter().map(|arena| std::ptr::from_ref(arena).cast_mut().cast()).zip(TYPICAL)
}

impl<const SIZE: usize> Arena<SIZE> {
    const fn new() -> Self {
        Self { used: AtomicUsize::new(0), memory: [const { AtomicU8::new(0) }; SIZE] }
    }

    /// Allocates a zeroed block, if there is room.
    fn take(&self, layout: Layout) -> Option<*mut u8> {
        let base = self.base();
        let mut used = self.used.load(Ordering::Relaxed);
        loop {
            let start = base.wrapping_add(used).addr().next_multiple_of(layout.align()) - base.addr();
            let end = start.checked_add(layout.size()).filter(|end| *end <= SIZE)?;
            match self.move_end(used, end) {
                Ok(()) => return Some(base.wrapping_add(start)),
                Err(now) => used = now,
            }
        }
    }

    /// Frees a wiped block. Returns false if it is not in this arena.
    fn give_back(&self, block: *mut u8, size: usize) -> bool {
        let Some(start) = self.start(block) else { return false };
        // Only the last block can be reused.
        let _ = self.move_end(start + size, start);
        true
    }

    /// Shrinks a block whose end is wiped, or grows the last one. Returns false if nothing changed.
    fn resize(&self, block: *mut u8, size: usize, wanted: usize) -> bool {
        let Some(start) = self.start(block) else { return false };
        let end = start.checked_add(wanted).filter(|end| *end <= SIZE);
        end.is_some_and(|end| self.move_end(start + size, end).is_ok() || wanted <= size)
    }

    fn move_end(&self, from: usize, to: usize) -> Result<(), usize> {
        // The thread that allocates these bytes must see that the one that freed them has wiped them.
        self.used.compare_exchange(from, to, Ordering::AcqRel, Ordering::Relaxed).map(drop)
    }

    /// The offset of the block in the arena.
    fn start(&self, block: *mut u8) -> Option<usize> {
        block.addr().checked_sub(self.base().addr()).filter(|start| *start < SIZE)
    }

    fn base(&self) -> *mut u8 {
        self.memory.as_ptr().cast_mut().cast()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: usize = 256 * 1024;

    fn arena() -> Box<Arena<SIZE>> {
        Box::new(Arena::new())
    }

    fn layout(size: usize, align: usize) -> Layout {
        Layout::from_size_align(size, align).unwrap()
    }

    #[test]
    fn no_two_blocks_share_a_byte() {
        let arena = arena();
        let first = arena.take(layout(3, 1)).unwrap();
        let second = arena.take(layout(8, 8)).unwrap();
        let third = arena.take(layout(8, 64)).unwrap();
        assert!(second.addr() >= first.addr() + 3 && second.addr().is_multiple_of(8));
        assert!(third.addr() >= second.addr() + 8 && third.addr().is_multiple_of(64));
        assert_eq!(arena.take(layout(SIZE, 1)), None);
    }

    #[test]
    fn the_last_block_grows_shrinks_and_goes() {
        let arena = arena();
        let first = arena.take(layout(10, 1)).unwrap();
        assert!(arena.resize(first, 10, 20) && !arena.resize(first, 20, SIZE + 1));
        let second = arena.take(layout(10, 1)).unwrap();
        assert_eq!(second.addr() - first.addr(), 20);
        assert!(!arena.resize(first, 20, 40), "one that is not the last");
        assert!(arena.resize(second, 10, 5) && arena.give_back(second, 5));
        assert_eq!(arena.take(layout(10, 1)), Some(second), "its place is used again");
        let mut elsewhere = 0_u8;
        assert!(!arena.give_back(&raw mut elsewhere, 1) && !arena.resize(&raw mut elsewhere, 1, 1));
    }

    #[test]
    fn threads_get_blocks_of_their_own() {
        let arena = arena();
        let take = || {
            let arena = &arena;
            let block = || Some(arena.take(layout(16, 16))?.addr());
            let again = |block: *mut u8| arena.give_back(block, 64);
            (0..1000).filter_map(|_| arena.take(layout(64, 16)).map(again).and_then(|_| block())).collect()
        };
        let mut taken: Vec<usize> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(take)).collect();
            threads.into_iter().flat_map(|thread| -> Vec<usize> { thread.join().unwrap() }).collect()
        });
        let all = taken.len();
        assert!(all > 0);
        taken.sort_unstable();
        taken.dedup();
        assert_eq!(taken.len(), all);
    }
}
