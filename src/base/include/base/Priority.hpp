#pragma once

namespace DirectPost {

// Lowers the calling thread's priority for processor and disk, so that OBS's own threads always come first.
void yieldToOthers();

} // namespace DirectPost
