package cn.shebao.ui.parts

import androidx.compose.foundation.layout.*
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.OutlinedTextFieldDefaults
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.unit.dp
import cn.shebao.core.ProblemView
import cn.shebao.core.Tone
import cn.shebao.ui.look.ButtonShape
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.plain
import cn.shebao.ui.words.wording

/** How a field is typed. */
enum class Kind { Text, Digits, Secret }

/** A field with its label above it, and below it what is wrong. Pasting works. */
@Composable
fun Field(
    label: String,
    value: String,
    kind: Kind = Kind.Text,
    hint: String? = null,
    problem: ProblemView? = null,
    last: Boolean = false,
    onDone: () -> Unit = {},
    onChange: (String) -> Unit,
) = Column(Modifier.fillMaxWidth().padding(top = Space.medium)) {
    Body(label, strong = true)
    Spacer(Modifier.height(Space.small))
    val wrong = problem?.let { wording.aloud(it.says) }
    OutlinedTextField(
        value = value, onValueChange = onChange, singleLine = true, shape = ButtonShape, textStyle = look.type.body, isError = problem != null,
        modifier = Modifier.fillMaxWidth().heightIn(min = look.size.button).semantics { contentDescription = plain(label); if (wrong != null) error(wrong) },
        keyboardOptions = KeyboardOptions(
            keyboardType = when (kind) { Kind.Text -> KeyboardType.Text; Kind.Digits -> KeyboardType.Number; Kind.Secret -> KeyboardType.NumberPassword },
            imeAction = if (last) ImeAction.Done else ImeAction.Next,
        ),
        keyboardActions = KeyboardActions(onDone = { onDone() }),
        visualTransformation = if (kind == Kind.Secret) PasswordVisualTransformation() else VisualTransformation.None,
        colors = OutlinedTextFieldDefaults.colors(
            focusedContainerColor = look.colors.surface, unfocusedContainerColor = look.colors.surface, errorContainerColor = look.colors.surface,
        ),
    )
    if (hint != null && problem == null) Note(hint, Modifier.padding(top = Space.tight))
    if (problem != null) Row(Modifier.padding(top = Space.tight), verticalAlignment = Alignment.Top) {
        Mark(Tone.WRONG, 15.dp, Modifier.padding(top = Space.tight))
        Spacer(Modifier.width(6.dp))
        Sentence(problem.says, style = look.type.note, color = look.colors.wrong)
    }
}
