//! The first memory that is asked for: one piece that the program brings along. Nearly every call lives for a
//! millisecond and fits in it, where asking the system took a third of its time. What is given back is handed out
//! again before anything that was never used, since the first touch of a page costs more than what is done with it.
//! What does not fit is the system's matter.

use std::alloc::Layout;
use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

/// More than a new token takes with the certificates of a whole system, in bytes. What is not used takes no
/// memory.
const SIZE: usize = 2 * 1024 * 1024;

/// What nearly every call takes that is resolved in full, in bytes: a page more than is used costs as much as one that
/// the system is asked for late.
#[cfg(target_os = "linux")]
const USUAL: usize = 96 * 1024;

/// Blocks are multiples of this, and begin at one, in bytes: room for a [`Gap`].
const UNIT: usize = 16;

/// Stricter alignments than this are left to the system, in bytes.
const ALIGNMENT: usize = 64;

/// Gaps up to this many units are listed by their exact size, longer ones by their magnitude.
const EXACT: usize = 32;
const LISTS: usize = EXACT + 16;

/// How many gaps of one magnitude are looked at for one that is long enough.
const LOOKED_AT: usize = 8;

/// A piece of memory, and what of it is handed out: that stands before it, in the page that is used first.
#[repr(C, align(4096))]
pub struct Arena<const SIZE: usize> {
    /// Whether a thread is at it.
    is_taken: AtomicBool,
    room: UnsafeCell<Room>,
    memory: UnsafeCell<Memory<SIZE>>,
}

#[repr(align(64))]
struct Memory<const SIZE: usize>([u8; SIZE]);

const _: () = assert!(align_of::<Memory<1>>() == ALIGNMENT);

/// What is free. All zero at the beginning, so that it takes no room in the program's file.
struct Room {
    /// From here on nothing was handed out yet.
    used: usize,
    /// The first gap of each list.
    gaps: [Place; LISTS],
    /// Which of the lists have one.
    filled: u64,
}

/// Where a gap begins, in units, counted from 1; 0 is none.
type Place = usize;

/// What stands at the beginning of a gap; all behind it is zero.
#[derive(Clone, Copy)]
#[repr(C)]
struct Gap {
    next: Place,
    size: usize,
}

/// The one that the program brings along.
pub static ARENA: Arena<SIZE> = Arena::new();

#[expect(unsafe_code, reason = "several threads take of the same memory")]
// SAFETY: only who has `is_taken` reads or writes what is free, and no byte is handed out to two.
unsafe impl<const SIZE: usize> Sync for Arena<SIZE> {}

impl<const SIZE: usize> Arena<SIZE> {
    const fn new() -> Self {
        Self {
            is_taken: AtomicBool::new(false),
            room: UnsafeCell::new(Room { used: 0, gaps: [0; LISTS], filled: 0 }),
            memory: UnsafeCell::new(Memory([0; SIZE])),
        }
    }

    /// The beginning, which is that of a page, and as many bytes as nearly every call fills.
    #[cfg(target_os = "linux")]
    pub fn beginning(&self) -> (*mut u8, usize) {
        (std::ptr::from_ref(self).cast_mut().cast(), USUAL)
    }

    /// A block that nobody else has and that is all zero, as long as there is room.
    pub fn take(&self, layout: Layout) -> Option<*mut u8> {
        if layout.align() > ALIGNMENT {
            return None;
        }
        let size = layout.size().checked_next_multiple_of(UNIT)?;
        let mut open = self.open()?;
        let gap = if layout.align() <= UNIT { open.fill(size) } else { None };
        let start = match gap {
            Some(start) => start,
            None => open.begin(size, layout.align())?,
        };
        Some(self.at(start))
    }

    /// Takes back a wiped block, if it is one of the arena.
    pub fn give_back(&self, block: *mut u8, size: usize) -> bool {
        let Some(start) = self.start(block) else {
            return false;
        };
        // Who comes while another thread is at it leaves the block unused.
        if let Some(mut open) = self.open() {
            open.empty(start, size.next_multiple_of(UNIT));
        }
        true
    }

    /// Makes the last block longer where it stands.
    pub fn extend(&self, block: *mut u8, size: usize, wanted: usize) -> bool {
        let Some((start, mut open)) = self.start(block).zip(self.open()) else {
            return false;
        };
        let is_last = open.used == start + size.next_multiple_of(UNIT);
        let end = wanted.checked_next_multiple_of(UNIT).and_then(|size| start.checked_add(size));
        match end.filter(|end| is_last && *end <= SIZE) {
            Some(end) => {
                open.used = end;
                true
            }
            None => false,
        }
    }

    /// Takes back the end of a block, which is wiped, if it is one of the arena.
    pub fn shorten(&self, block: *mut u8, size: usize, wanted: usize) -> bool {
        let end = wanted.next_multiple_of(UNIT);
        let rest = size.next_multiple_of(UNIT) - end;
        self.start(block).is_some() && (rest == 0 || self.give_back(block.wrapping_add(end), rest))
    }

    /// Where in the arena the block begins.
    fn start(&self, block: *mut u8) -> Option<usize> {
        let start = block.addr().checked_sub(self.memory.get().addr())?;
        (start < SIZE).then_some(start)
    }

    fn at(&self, start: usize) -> *mut u8 {
        self.memory.get().cast::<u8>().wrapping_add(start)
    }

    /// What is free, unless another thread is at it: nobody waits.
    fn open(&self) -> Option<Open<'_, SIZE>> {
        if self.is_taken.swap(true, Ordering::Acquire) { None } else { Some(Open(self)) }
    }
}

/// The right to change what is free.
struct Open<'a, const SIZE: usize>(&'a Arena<SIZE>);

#[expect(unsafe_code, reason = "who has the right is the only one")]
impl<const SIZE: usize> Deref for Open<'_, SIZE> {
    type Target = Room;
    fn deref(&self) -> &Room {
        // SAFETY: there is one `Open` at a time.
        unsafe { &*self.0.room.get() }
    }
}

#[expect(unsafe_code, reason = "who has the right is the only one")]
impl<const SIZE: usize> DerefMut for Open<'_, SIZE> {
    fn deref_mut(&mut self) -> &mut Room {
        // SAFETY: there is one `Open` at a time, and it is borrowed for this.
        unsafe { &mut *self.0.room.get() }
    }
}

impl<const SIZE: usize> Drop for Open<'_, SIZE> {
    fn drop(&mut self) {
        self.0.is_taken.store(false, Ordering::Release);
    }
}

impl<const SIZE: usize> Open<'_, SIZE> {
    /// A block of what was never used.
    fn begin(&mut self, size: usize, align: usize) -> Option<usize> {
        let start = self.used.next_multiple_of(align);
        self.used = start.checked_add(size).filter(|end| *end <= SIZE)?;
        Some(start)
    }

    /// A block in one of the gaps: the shortest that is long enough, or nearly so.
    fn fill(&mut self, size: usize) -> Option<usize> {
        let first = list(size);
        let mut filled = self.filled >> first << first;
        while filled != 0 {
            let list = filled.trailing_zeros() as usize;
            filled &= filled - 1;
            let mut before = None;
            let mut place = self.gaps[list];
            for _ in 0..LOOKED_AT {
                let Some(start) = start_of(place) else { break };
                let gap = self.gap(start);
                if gap.size >= size {
                    self.unlist(list, before, gap);
                    self.set(start, Gap { next: 0, size: 0 });
                    if gap.size > size {
                        self.empty(start + size, gap.size - size);
                    }
                    return Some(start);
                }
                before = Some(start);
                place = gap.next;
            }
        }
        None
    }

    /// What begins at `start` is free from now on, and all zero.
    fn empty(&mut self, start: usize, size: usize) {
        if start + size == self.used {
            self.used = start;
            return;
        }
        let list = list(size);
        let next = self.gaps[list];
        self.set(start, Gap { next, size });
        self.gaps[list] = start / UNIT + 1;
        self.filled |= 1 << list;
    }

    fn unlist(&mut self, list: usize, before: Option<usize>, gap: Gap) {
        match before {
            Some(before) => {
                let size = self.gap(before).size;
                self.set(before, Gap { next: gap.next, size });
            }
            None => self.gaps[list] = gap.next,
        }
        if self.gaps[list] == 0 {
            self.filled &= !(1 << list);
        }
    }

    #[expect(unsafe_code, reason = "gaps are told apart by what stands in them")]
    fn gap(&self, start: usize) -> Gap {
        // SAFETY: a gap lies within the arena, is nobody's, and begins at a multiple of its alignment.
        unsafe { self.0.at(start).cast::<Gap>().read() }
    }

    #[expect(unsafe_code, reason = "gaps are told apart by what stands in them")]
    fn set(&mut self, start: usize, gap: Gap) {
        // SAFETY: as above.
        unsafe { self.0.at(start).cast::<Gap>().write(gap) }
    }
}

/// The list of gaps of this size.
fn list(size: usize) -> usize {
    let units = size / UNIT;
    if units < EXACT { units } else { (EXACT + (units / EXACT).ilog2() as usize).min(LISTS - 1) }
}

fn start_of(place: Place) -> Option<usize> {
    place.checked_sub(1).map(|units| units * UNIT)
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
        assert_eq!((second.addr() - first.addr(), third.addr() - first.addr()), (16, 64));
        assert_eq!(arena.take(layout(SIZE, 1)), None);
        assert_eq!(arena.take(layout(1, 128)), None);
    }

    #[test]
    fn the_last_block_grows_and_goes() {
        let arena = arena();
        let first = arena.take(layout(10, 1)).unwrap();
        assert!(arena.extend(first, 10, 20) && !arena.extend(first, 20, SIZE + 1));
        let second = arena.take(layout(10, 1)).unwrap();
        assert_eq!(second.addr() - first.addr(), 32);
        assert!(!arena.extend(first, 20, 40), "one that is not the last");
        assert!(arena.give_back(second, 10));
        assert_eq!(arena.take(layout(10, 1)), Some(second), "its place is used again");
        let mut elsewhere = 0_u8;
        assert!(!arena.give_back(&raw mut elsewhere, 1) && !arena.shorten(&raw mut elsewhere, 2, 1));
    }

    #[test]
    fn gaps_are_filled_before_more_is_used() {
        let arena = arena();
        let blocks: Vec<_> = [3000, 100, 5000, 100].map(|size| arena.take(layout(size, 8)).unwrap()).into();
        let take = |size| arena.take(layout(size, 8)).unwrap().addr() - blocks[0].addr();
        arena.give_back(blocks[0], 3000);
        arena.give_back(blocks[2], 5000);
        let third = blocks[2].addr() - blocks[0].addr();
        assert_eq!(take(4000), third, "the one that is long enough");
        assert_eq!(take(1000), third + 4000, "what is left of it");
        assert_eq!((take(1500), take(1500)), (0, 1504));
        assert!(take(100) > third + 5000, "there is none any more");
    }

    #[test]
    fn the_end_of_a_block_is_used_again() {
        let arena = arena();
        let block = arena.take(layout(200, 8)).unwrap();
        arena.take(layout(8, 8)).unwrap();
        assert!(arena.shorten(block, 200, 190) && arena.shorten(block, 190, 50));
        assert_eq!(arena.take(layout(100, 8)), Some(block.wrapping_add(64)));
    }

    /// Many blocks come and go; each is written to as far as it reaches, and wiped before it goes.
    #[test]
    #[expect(unsafe_code, reason = "blocks are memory")]
    fn blocks_are_zero_and_nobody_elses() {
        let arena = arena();
        let mut blocks: Vec<(*mut u8, usize, u8)> = Vec::new();
        let mut seed = 1_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let whole = |block: *mut u8, size: usize| {
            // SAFETY: the block is ours, of this size, and was written to or is zero.
            unsafe { std::slice::from_raw_parts_mut(block, size) }
        };
        let mut taken = 0;
        for round in 0..20_000_usize {
            if blocks.len() < 100 && random(3) > 0 {
                let magnitude = 1 + random(13);
                let size = 1 + random(1 << magnitude);
                let Some(block) = arena.take(layout(size, 1 << random(7))) else { continue };
                let mark = u8::try_from(round % 255).unwrap() + 1;
                let bytes = whole(block, size);
                assert!(bytes.iter().all(|byte| *byte == 0), "round {round}");
                bytes.fill(mark);
                blocks.push((block, size, mark));
                taken += size;
            } else if !blocks.is_empty() {
                let (block, size, mark) = blocks.swap_remove(random(blocks.len()));
                let bytes = whole(block, size);
                assert!(bytes.iter().all(|byte| *byte == mark), "round {round}");
                let kept = if random(2) == 0 { size } else { 1 + random(size) };
                bytes[kept..].fill(0);
                assert!(arena.shorten(block, size, kept));
                bytes[..kept].fill(0);
                assert!(arena.give_back(block, kept));
            }
        }
        assert!(taken > 4 * SIZE, "{taken}");
    }

    #[test]
    fn threads_get_blocks_of_their_own() {
        let arena = arena();
        let take = || {
            let arena = &arena;
            let block = || Some(arena.take(layout(16, 16))?.addr());
            let again = |block: *mut u8| arena.give_back(block, 2048);
            (0..1000).filter_map(|_| arena.take(layout(2048, 16)).map(again).and_then(|_| block())).collect()
        };
        let mut taken: Vec<usize> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(take)).collect();
            threads.into_iter().flat_map(|thread| -> Vec<usize> { thread.join().unwrap() }).collect()
        });
        let all = taken.len();
        assert!(all > 0, "who comes while another is at it gets none, but one always is");
        taken.sort_unstable();
        taken.dedup();
        assert_eq!(taken.len(), all);
    }
}
