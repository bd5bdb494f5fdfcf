// A binary heap with the greatest key in front, in an array that somebody else owns.
#pragma once

#include <cstdint>

namespace driehoek::placement::match {

// Puts `key` in the place of the front of the heap of `size` keys, and moves it down to where it
// belongs.
template <typename Key>
void ReplaceFront(Key* heap, std::uint32_t size, Key key) {
  std::uint32_t hole = 0;
  for (std::uint32_t child = 1; child < size; child = 2 * hole + 1) {
    child += static_cast<std::uint32_t>(child + 1 < size && heap[child + 1] > heap[child]);
    if (heap[child] <= key) break;
    heap[hole] = heap[child];
    hole = child;
  }
  heap[hole] = key;
}

// Adds `key` to a heap of `size` keys, behind which there is room for one.
template <typename Key>
void Push(Key* heap, std::uint32_t size, Key key) {
  std::uint32_t hole = size;
  while (hole > 0 && heap[(hole - 1) / 2] < key) {
    heap[hole] = heap[(hole - 1) / 2];
    hole = (hole - 1) / 2;
  }
  heap[hole] = key;
}

// Takes the front of a heap of `size` > 0 keys away.
template <typename Key>
Key Pop(Key* heap, std::uint32_t size) {
  const Key front = heap[0];
  if (size > 1) ReplaceFront(heap, size - 1, heap[size - 1]);
  return front;
}

}  // namespace driehoek::placement::match
