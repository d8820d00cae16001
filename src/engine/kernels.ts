/** What src/engine/assembly exports. Pointers are byte offsets into the memory that the arena allocates from. */
export interface Kernels {
  heapBase(): number;
}
