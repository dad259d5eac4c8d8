#pragma once

namespace DirectPost::Media {

// Makes the calling thread yield the processor and the disk to everything that matters more, above all OBS's own
// threads.
void yieldToOthers();

} // namespace DirectPost::Media
