"""EfficientNet-Lite0 as an ONNX graph, from arrays: sixteen blocks of three convolutions.

M. Tan, Q. V. Le, "EfficientNet", 2019, in its Lite form: no squeeze, no swish, ReLU6 instead.
Batch norms are folded into the convolutions before them.
"""

import importlib
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from serai.models.encoder import IMAGE_WIDTH

SIDE: Final = 224
"""Pixels a side of what it looks at."""

BLOCKS: Final = 16
HALVING: Final = frozenset({1, 3, 5, 11})
"""Blocks that halve the sides of what they are given."""

_EPSILON: Final = 1e-3

Arrays = Mapping[str, NDArray[Any]]


def lite0(arrays: Arrays) -> bytes:
    """The network in ONNX: `pixels` (n, 3, SIDE, SIDE) to `features` (n, IMAGE_WIDTH).

    Raises ImportError without the extra `models`, KeyError where an array is missing.
    """
    graph = _Graph(arrays)
    drawn = graph.convolve("pixels", "_conv_stem", "_bn0", stride=2)
    for block in range(BLOCKS):
        drawn = _block(graph, drawn, f"_blocks.{block}.", 2 if block in HALVING else 1)
    drawn = graph.convolve(drawn, "_conv_head", "_bn1")
    pooled = graph.add("GlobalAveragePool", [drawn])
    graph.add("Flatten", [pooled], name="features")
    return graph.finish()


def _block(graph: "_Graph", given: str, name: str, stride: int) -> str:
    drawn = given
    if graph.has(f"{name}_expand_conv"):
        drawn = graph.convolve(drawn, f"{name}_expand_conv", f"{name}_bn0")
    drawn = graph.convolve(drawn, f"{name}_depthwise_conv", f"{name}_bn1", stride=stride)
    drawn = graph.convolve(drawn, f"{name}_project_conv", f"{name}_bn2", bounded=False)
    same = stride == 1 and graph.channels(drawn) == graph.channels(given)
    return graph.add("Add", [drawn, given], like=drawn) if same else drawn


class _Graph:
    """A graph while it is being drawn; each step is called by its number."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._onnx = importlib.import_module("onnx")
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._channels: dict[str, int] = {"pixels": 3}
        self._zero, self._six = (self._keep(np.array(bound, np.float32)) for bound in (0, 6))

    def has(self, convolution: str) -> bool:
        """Whether there are weights of that name."""
        return f"{convolution}.weight" in self._arrays

    def channels(self, step: str) -> int:
        """How many channels come out of a step."""
        return self._channels[step]

    def convolve(
        self, given: str, weights: str, norm: str, *, stride: int = 1, bounded: bool = True
    ) -> str:
        """A convolution and its batch norm in one, then ReLU6 where `bounded`."""
        kernel, bias = _folded(self._arrays, weights, norm)
        channels, inner, side, _ = kernel.shape
        drawn = self.add(
            "Conv",
            [given, self._keep(kernel), self._keep(bias)],
            auto_pad="SAME_UPPER",
            group=self.channels(given) // inner,
            kernel_shape=[side, side],
            strides=[stride, stride],
        )
        if bounded:
            drawn = self.add("Clip", [drawn, self._zero, self._six])
        self._channels[drawn] = channels
        return drawn

    def add(self, kind: str, given: list[str], name: str = "", like: str = "", **how: Any) -> str:
        """One step; what comes out has as many channels as `like`, where that is said."""
        made = name or f"step{len(self._nodes)}"
        self._nodes.append(self._onnx.helper.make_node(kind, given, [made], **how))
        if like:
            self._channels[made] = self.channels(like)
        return made

    def finish(self) -> bytes:
        """The whole, ready for a runtime."""
        helper, number = self._onnx.helper, self._onnx.TensorProto.FLOAT
        pixels = helper.make_tensor_value_info("pixels", number, ["n", 3, SIDE, SIDE])
        features = helper.make_tensor_value_info("features", number, ["n", IMAGE_WIDTH])
        graph = helper.make_graph(self._nodes, "lite0", [pixels], [features], self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
        written: bytes = model.SerializeToString()
        return written

    def _keep(self, array: NDArray[Any]) -> str:
        name = f"constant{len(self._constants)}"
        self._constants.append(self._onnx.numpy_helper.from_array(array, name))
        return name


def _folded(
    arrays: Arrays, weights: str, norm: str
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Kernel and bias that do what the convolution and then its batch norm would."""
    spread = np.sqrt(arrays[f"{norm}.running_var"] + _EPSILON)
    scale = (arrays[f"{norm}.weight"] / spread).astype(np.float32)
    kernel = arrays[f"{weights}.weight"] * scale[:, None, None, None]
    bias = arrays[f"{norm}.bias"] - arrays[f"{norm}.running_mean"] * scale
    return kernel.astype(np.float32), bias.astype(np.float32)
