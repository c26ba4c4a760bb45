"""The sample district: 澄州市望澜区, an invented place; its reports as data, and their writer."""
