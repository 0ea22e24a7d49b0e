"""The kinds of arrays that the engine is made of."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Longs = NDArray[np.int64]
Ints = NDArray[np.int64]
Rows = NDArray[np.int32]
Shorts = NDArray[np.int16]
Bytes = NDArray[np.int8]
Bits = NDArray[np.uint16]
Flags = NDArray[np.uint8]
Bools = NDArray[np.bool_]
